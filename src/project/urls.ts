import type {SyntaxNode} from '@lezer/common';
import type {Proof} from '../model/proof';
import {settingsFile} from './manage';
import type {Code} from './python-source/code';
import {readArguments} from './python-source/arguments';
import type {Context} from './python-source/context';
import {makeProgram, moduleContext} from './python-source/program';
import {show} from './python-source/show';
import {childrenOf, placeOf, textAt} from './python-source/source';
import type {Value} from './python-source/value';
import {settingOf, type DjangoSettingsModule} from './settings';

interface Admin {
  /** "/admin/" */
  readonly prefix: string;
  readonly where: Proof;
}

const deepest = 3;

/** The admin's path prefix in the root URL configuration and what it includes; null where it is not there. */
export function findAdmin(tree: Code, workdir: string, settings: DjangoSettingsModule): Admin | null {
  const module = settingOf(settings, 'ROOT_URLCONF');
  const name = module ? show(module) : null;
  return name === null ? null : searchModule(name, '/', 0);

  function searchModule(dotted: string, prefix: string, depth: number): Admin | null {
    const file = depth > deepest ? null : settingsFile(tree, workdir, dotted);
    if (file === null) return null;
    const program = makeProgram(tree, workdir, {known: settingsByName(settings), followsImports: false});
    const context = moduleContext(program, file, program.load(file));
    const routes = listRoutes(context);
    const direct = routes.find(({node}) => isAdmin(node, context));
    if (direct) return {prefix: prefix + direct.prefix, where: direct.where};
    return (
      routes
        .map(({included, prefix: below}) => (included === null ? null : searchModule(included, prefix + below, depth + 1)))
        .find(admin => admin !== null) ?? null
    );
  }
}

interface Route {
  readonly node: SyntaxNode;
  readonly prefix: string;
  /** Dotted name of what include() names. */
  readonly included: string | null;
  readonly where: Proof;
}

/** Calls of path(), re_path() and url() anywhere in a module. */
function listRoutes(context: Context): readonly Route[] {
  const routes: Route[] = [];
  context.source.top.cursor().iterate(({node}) => {
    const [callee, list] = node.name === 'CallExpression' ? childrenOf(node) : [];
    const name = callee && textAt(context.source, callee).split('.').at(-1);
    if (!callee || !list || !['path', 're_path', 'url'].includes(name ?? '')) return;
    const [route, view] = readArguments(list, context).positional;
    const prefix = route ? show(route) : null;
    if (prefix !== null)
      routes.push({node: list, prefix: plain(prefix), included: includedName(view), where: placeOf(context.source, node)});
  });
  return routes;
}

/** A pattern without the marks that regular expressions add. */
function plain(pattern: string): string {
  return pattern
    .replace(/^\^/, '')
    .replace(/\/?\$$/, '/')
    .replace(/^\//, '')
    .replaceAll('\\', '');
}

function includedName(view: Value | undefined): string | null {
  if (view?.kind !== 'call' || !view.callee.endsWith('include')) return null;
  const [target] = view.args.positional;
  const first = target?.kind === 'list' ? target.items[0] : target;
  if (first?.kind === 'name') return first.name;
  return first ? show(first) : null;
}

/** Whether the second argument is `….site.urls`, alone or in include(). */
function isAdmin(list: SyntaxNode, context: Context): boolean {
  let found = false;
  list.cursor().iterate(({node}) => {
    const text = node.name === 'MemberExpression' ? textAt(context.source, node) : '';
    found ||= text.endsWith('site.urls') || text === 'admin.urls';
  });
  return found;
}

function settingsByName({scope}: DjangoSettingsModule): ReadonlyMap<string, Value> {
  return new Map([...scope].map(([name, {value}]) => [`django.conf.settings.${name}`, value]));
}
