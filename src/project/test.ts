import {posix} from 'node:path';
import type {Project} from '../model/project';
import type {Proof} from '../model/proof';
import {settingsFile, type Manage} from './manage';
import type {Required} from './required';
import {findSelection} from './test-selection';
import {findSettingsNames, namesTests} from './settings-names';
import {readTomlLines} from './toml';
import type {Code} from './python-source/code';
import type {Tree} from './tree';

interface Tests {
  readonly test: Project['test'];
  readonly proofs: readonly Proof[];
}

/** The command that runs the project's tests, and the settings that they want: of the runner's own file, else of manage.py, else of the pipelines. */
export function findTests(
  tree: Code,
  {workdir, settings: ofManage}: Pick<Manage, 'workdir' | 'settings'>,
  required: readonly Required[],
  settings: string,
  asked: readonly string[] | null,
): Tests {
  const runner = readRunner(tree, workdir);
  const imported = runner === null ? importOfPytest(tree, workdir) : null;
  const pytest = runner !== null || imported !== null || required.some(({name}) => name === 'pytest-django');
  const named =
    runner?.settings ??
    ofManage.find(({module}) => namesTests(module)) ??
    settingsOfPipelines(tree, workdir) ??
    settingsBeside(tree, workdir, settings);
  const selection = asked === null ? findSelection(tree, workdir, pytest ? 'pytest' : 'django') : null;
  const command = asked ?? (pytest ? ['python', '-m', 'pytest'] : ['python', 'manage.py', 'test', '--noinput']);
  const differs = named !== null && named.module !== settings;
  return {
    test: {command, selection: selection?.args ?? [], settings: differs ? named.module : null},
    proofs: [runner?.where ?? imported, selection?.where ?? null, differs ? named.where : null].filter(one => one !== null),
  };
}

const largest = 200_000;
const mostFiles = 40;

/** Where a conftest.py imports pytest, or a test uses what only pytest-django gives: Django's own runner would pass over these. */
function importOfPytest(tree: Tree, workdir: string): Proof | null {
  const own = tree.files().filter(file => workdir === '' || file.startsWith(`${workdir}/`) || !file.includes('/'));
  const named = (pattern: RegExp): readonly string[] => own.filter(file => pattern.test(file));
  const tests = named(/(^|\/)(test_\w+|\w+_tests?|tests)\.py$/).slice(0, mostFiles);
  return (
    firstLine(tree, named(/(^|\/)conftest\.py$/), /^\s*(import pytest\b|from pytest\b)/) ??
    firstLine(tree, tests, /\bpytest\.mark\.django_db\b/)
  );
}

function firstLine(tree: Tree, files: readonly string[], pattern: RegExp): Proof | null {
  for (const file of files) {
    const content = tree.read(file) ?? '';
    const at = content.length > largest ? -1 : content.split('\n').findIndex(text => pattern.test(text));
    if (at >= 0) return {file, line: at + 1};
  }
  return null;
}

interface Named {
  readonly module: string;
  readonly where: Proof;
}

interface Runner {
  readonly where: Proof;
  readonly settings: Named | null;
}

/** What configures pytest: the first of the files that pytest itself looks for, and the settings that it names there. */
function readRunner(tree: Tree, workdir: string): Runner | null {
  for (const directory of new Set([workdir, ''])) {
    for (const [name, find] of configurations) {
      const file = posix.join(directory, name);
      const content = tree.read(file);
      const found = content === null ? null : find(content);
      if (found === null || content === null) continue;
      const at = content.split('\n').findIndex(text => /^\s*DJANGO_SETTINGS_MODULE\s*=/.test(text) || /--ds[= ]/.test(text));
      const module =
        at < 0 ? undefined : /(?:DJANGO_SETTINGS_MODULE\s*=\s*|--ds[= ])["']?([\w.]+)/.exec(content.split('\n')[at] ?? '')?.[1];
      return {where: {file, line: found}, settings: module === undefined ? null : {module, where: {file, line: at + 1}}};
    }
  }
  return null;
}

/** Each gives the line of pytest's section; null where the file has none. */
const configurations: readonly (readonly [string, (content: string) => number | null])[] = [
  ['pytest.ini', () => 1],
  ['.pytest.ini', () => 1],
  ['pyproject.toml', content => readTomlLines(content).find(({section}) => /^tool\.pytest(\.|$)/.test(section))?.line ?? null],
  ['tox.ini', content => lineOf(content, '[pytest]')],
  ['setup.cfg', content => lineOf(content, '[tool:pytest]')],
];

function lineOf(content: string, section: string): number | null {
  const at = content.split('\n').findIndex(text => text.trim() === section);
  return at < 0 ? null : at + 1;
}

/** Pipelines run tests: the settings that they export are the tests' own, where their name does not say another purpose. */
function settingsOfPipelines(tree: Code, workdir: string): Named | null {
  const named = findSettingsNames(tree, workdir, 'pipelines').find(({module}) => /test|ci\b/.test(module));
  return named ?? null;
}

/** A module for tests in the package of the settings; beside a lone settings.py, `tests` are the tests themselves. */
function settingsBeside(tree: Code, workdir: string, settings: string): Named | null {
  const above = settings.split('.').slice(0, -1).join('.');
  const packages = [settings, ...(/(^|\.)(settings|config|conf)$/.test(above) ? [above] : [])];
  const names = packages.flatMap(name => ['test', 'tests', 'testing'].map(module => `${name}.${module}`));
  for (const module of names) {
    const file = settingsFile(tree, workdir, module);
    if (file !== null) return {module, where: {file, line: 1}};
  }
  return null;
}
