import type {Project} from '../model/project';
import type {Proof} from '../model/proof';
import {settingsFile, type Manage} from './manage';
import type {Required} from './required';
import {findClassNames, findSettingsNames, namesTests} from './settings-names';
import type {DjangoSettingsModule} from './settings';
import {readConftest, readRunner, type Named, type Runner} from './test-runner';
import {findSelection} from './test-selection';
import type {Code} from './python-source/code';
import type {Scope} from './python-source/value';
import type {Tree} from './tree';

interface Tests {
  readonly test: Project['test'];
  readonly proofs: readonly Proof[];
}

/**
 * The command that runs the project's tests, with the settings and the class of django-configurations that they want: of
 * the runner's own file, else of its conftest.py, else of manage.py, else of the pipelines.
 */
export function findTests(
  tree: Code,
  manage: Pick<Manage, 'workdir' | 'settings' | 'configuration'>,
  required: readonly Required[],
  module: Pick<DjangoSettingsModule, 'module' | 'scope'>,
  asked: readonly string[] | null,
): Tests {
  const {workdir} = manage;
  const runner = readRunner(tree, workdir);
  const imported = runner === null ? importOfPytest(tree, workdir) : null;
  const pytest = runner !== null || imported !== null || required.some(({name}) => name === 'pytest-django');
  const conftest = pytest ? readConftest(tree, workdir) : null;
  const named = findNamed(tree, manage, module.module, [runner, conftest]);
  const selection = asked === null ? findSelection(tree, workdir, pytest ? 'pytest' : 'django') : null;
  const command = asked ?? (pytest ? ['python', '-m', 'pytest'] : ['python', 'manage.py', 'test', '--noinput']);
  const settings = named === null || named.name === module.module ? null : named;
  const configuration = findClass(tree, manage, module.scope, [runner, conftest]);
  return {
    test: {
      ...{command, selection: selection?.args ?? [], settings: settings?.name ?? null},
      ...(configuration === null ? {} : {configuration: configuration.name}),
    },
    proofs: [runner?.where ?? imported, selection?.where, configuration?.where, settings?.where].filter(
      one => one !== null && one !== undefined,
    ),
  };
}

type Configuring = readonly (Pick<Runner, 'settings' | 'configuration'> | null)[];

function findNamed(
  tree: Code,
  {workdir, settings: ofManage}: Pick<Manage, 'workdir' | 'settings'>,
  settings: string,
  own: Configuring,
): Named | null {
  const ofRunner = own.map(one => one?.settings ?? null).find(one => one !== null);
  const forTests = ofManage.find(({module}) => namesTests(module));
  return (
    ofRunner ??
    (forTests ? {name: forTests.module, where: forTests.where} : null) ??
    settingsOfPipelines(tree, workdir) ??
    settingsBeside(tree, workdir, settings)
  );
}

/** The class that tests want; null where there are no classes, or where it is the one of development. */
function findClass(
  tree: Code,
  {workdir, configuration}: Pick<Manage, 'workdir' | 'configuration'>,
  scope: Scope,
  own: Configuring,
): Named | null {
  if (configuration === null) return null;
  const ofRunner = own.map(one => one?.configuration ?? null).find(one => one !== null);
  const isOfTests = ({name}: Named): boolean => /test|^ci$|^continuous/i.test(name) && scope.get(name)?.value.kind === 'class';
  const named = ofRunner ?? findClassNames(tree, workdir).find(isOfTests) ?? null;
  return named?.name === configuration ? null : named;
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

/** Pipelines run tests: the settings that they export are the tests' own, where their name does not say another purpose. */
function settingsOfPipelines(tree: Code, workdir: string): Named | null {
  const named = findSettingsNames(tree, workdir, 'pipelines').find(({module}) => /test|ci\b/.test(module));
  return named ? {name: named.module, where: named.where} : null;
}

/** A module for tests in the package of the settings; beside a lone settings.py, `tests` are the tests themselves. */
function settingsBeside(tree: Code, workdir: string, settings: string): Named | null {
  const above = settings.split('.').slice(0, -1).join('.');
  const packages = [settings, ...(/(^|\.)(settings|config|conf)$/.test(above) ? [above] : [])];
  const names = packages.flatMap(name => ['test', 'tests', 'testing'].map(module => `${name}.${module}`));
  for (const module of names) {
    const file = settingsFile(tree, workdir, module);
    if (file !== null) return {name: module, where: {file, line: 1}};
  }
  return null;
}
