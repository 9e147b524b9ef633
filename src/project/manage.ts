import {posix} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Proof} from '../model/proof';
import type {Code} from './python-source/code';
import {alternatives} from './python-source/choice';
import {readArguments} from './python-source/arguments';
import type {Program} from './python-source/context';
import {importRootsOf} from './import-roots';
import {findModule, resolveModule} from './python-source/modules';
import {makeProgram, moduleContext} from './python-source/program';
import {show} from './python-source/show';
import {childrenOf, placeOf, textAt} from './python-source/source';
import {stringOf} from './python-source/value';
import {parent} from './python-source/path';

export interface Manage {
  /** Relative to the root. */
  readonly file: string;
  /** The directory of manage.py. */
  readonly workdir: string;
  /** Settings modules that it names, the first one first. */
  readonly settings: readonly {readonly module: string; readonly where: Proof}[];
  /** Class of django-configurations; null without. */
  readonly configuration: string | null;
  /** Directories that it puts on Python's search path. */
  readonly importRoots: readonly string[];
}

/**
 * The manage.py to use: the one asked for, else the one nearest to the root whose settings exist.
 * @throws DevenvError `usage` where there is none.
 */
export function findManage(tree: Code, asked: string | null): Manage {
  if (asked !== null && !tree.exists(asked))
    throw new DevenvError('usage', `django.manage in devenv.yaml is ${asked}, which does not exist`, {
      next: ['Correct django.manage in devenv.yaml or remove it'],
    });
  const files = asked === null ? tree.files().filter(file => posix.basename(file) === 'manage.py') : [asked];
  const found = files.sort((one, other) => depth(one) - depth(other)).map(file => readManage(tree, file));
  const isOf = ({workdir, importRoots}: Manage, module: string) => settingsFile({...tree, importRoots}, workdir, module) !== null;
  const manage = found.find(one => one.settings.some(({module}) => isOf(one, module))) ?? found[0];
  if (!manage)
    throw new DevenvError('usage', 'No manage.py found in the project', {
      next: ['Name it in devenv.yaml: django.manage: path/to/manage.py'],
    });
  return manage;
}

/** The file of a settings module; null where the project has none. */
export function settingsFile(tree: Code, workdir: string, module: string): string | null {
  const path = findModule(module, '', [workdir, '', ...tree.importRoots], tree);
  return path === null ? null : resolveModule(path, tree);
}

function depth(file: string): number {
  return file.split('/').length;
}

function readManage(tree: Code, file: string): Manage {
  const workdir = parent(file);
  const program = makeProgram(tree, workdir);
  const importRoots = importRootsOf(moduleContext(program, file, program.load(file)), workdir);
  return {file, workdir, importRoots, ...namedIn(program, file)};
}

/**
 * The settings modules, and the class of django-configurations, that a script puts into its environment: itself, else by
 * a module of the project that it imports.
 */
export function settingsIn(tree: Code, workdir: string, file: string): Pick<Manage, 'settings' | 'configuration'> {
  return namedIn(makeProgram(tree, workdir), file);
}

function namedIn(program: Program, file: string): Pick<Manage, 'settings' | 'configuration'> {
  const own = environmentOf(program, file);
  const isNamed = own.some(({name}) => name === ofSettings);
  const given = isNamed ? own : [...own, ...[...program.modules.keys()].flatMap(one => (one === file ? [] : environmentOf(program, one)))];
  const named = given.filter(({name}) => name === ofSettings).map(({value, where}) => ({module: value, where}));
  return {settings: named, configuration: given.find(({name}) => name === 'DJANGO_CONFIGURATION')?.value ?? null};
}

const ofSettings = 'DJANGO_SETTINGS_MODULE';

interface Given {
  readonly name: string;
  readonly value: string;
  readonly where: Proof;
}

/** What a script puts into its own environment, anywhere in it. */
function environmentOf(program: Program, file: string): readonly Given[] {
  const scope = program.load(file);
  const context = {...moduleContext(program, file, scope), when: null};
  const found: Given[] = [];
  context.source.top.cursor().iterate(({node}) => {
    const pair = node.name === 'CallExpression' ? setDefault(node) : node.name === 'AssignStatement' ? setItem(node) : null;
    if (pair) found.push(...pair);
  });
  return found;

  function setDefault(node: typeof context.source.top): readonly Given[] {
    const [callee, list] = childrenOf(node);
    if (!callee || !list || !textAt(context.source, callee).endsWith('environ.setdefault')) return [];
    const [name, value] = readArguments(list, context).positional;
    return toGiven(stringOf(name), value, node);
  }

  function setItem(node: typeof context.source.top): readonly Given[] {
    const [target, , value] = childrenOf(node);
    const [object, bracket, key] = target?.name === 'MemberExpression' ? childrenOf(target) : [];
    if (!object || bracket?.name !== '[' || !key || !value || !textAt(context.source, object).endsWith('environ')) return [];
    return toGiven(stringOf(program.evaluate(key, context)), program.evaluate(value, context), node);
  }

  function toGiven(
    name: string | null,
    value: ReturnType<typeof program.evaluate> | undefined,
    node: typeof context.source.top,
  ): readonly Given[] {
    if (name === null || !value) return [];
    return alternatives(value).flatMap(one => {
      const text = show(one);
      return text === null ? [] : [{name, value: text, where: placeOf(context.source, node)}];
    });
  }
}
