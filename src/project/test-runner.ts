import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import {settingsFile, settingsIn} from './manage';
import type {Code} from './python-source/code';
import {readTomlLines} from './toml';
import type {Tree} from './tree';

/** A settings module, or a class of django-configurations, with the place that names it. */
export interface Named {
  readonly name: string;
  readonly where: Proof;
}

/** What configures pytest, and what it names there. */
export interface Runner {
  readonly where: Proof;
  readonly settings: Named | null;
  /** A class of django-configurations. */
  readonly configuration: Named | null;
}

/** What configures pytest: the first of the files that pytest itself looks for; null where there is none. */
export function readRunner(tree: Tree, workdir: string): Runner | null {
  for (const directory of new Set([workdir, ''])) {
    for (const [name, find] of files) {
      const file = posix.join(directory, name);
      const content = tree.read(file);
      const line = content === null ? null : find(content);
      if (line === null || content === null) continue;
      const named = (pattern: RegExp): Named | null => nameIn(content.split('\n'), file, pattern);
      return {where: {file, line}, settings: named(forSettings), configuration: named(forConfiguration)};
    }
  }
  return null;
}

/**
 * The settings that a conftest.py puts into the environment: one that pytest loads before pytest-django looks there, of
 * its own directory or of a directory of tests below.
 */
export function readConftest(tree: Code, workdir: string): Pick<Runner, 'settings' | 'configuration'> | null {
  const early = [...new Set([workdir, ''])].flatMap(directory => [directory, ...testDirectories(tree, directory)]);
  for (const file of early.map(directory => posix.join(directory, 'conftest.py'))) {
    if (tree.read(file)?.includes('DJANGO_SETTINGS_MODULE') !== true) continue;
    const {settings, configuration} = settingsIn(tree, workdir, file);
    const named = settings.find(({module, where}) => where.file === file && settingsFile(tree, workdir, module) !== null);
    if (named === undefined) continue;
    const {module: name, where} = named;
    return {settings: {name, where}, configuration: configuration === null ? null : {name: configuration, where}};
  }
  return null;
}

function testDirectories(tree: Tree, directory: string): readonly string[] {
  return tree
    .list(directory)
    .flatMap(entry => (entry.directory && entry.name.startsWith('test') ? [posix.join(directory, entry.name)] : []));
}

/** The options are pytest-django's. */
const forSettings = /^\s*DJANGO_SETTINGS_MODULE\s*=\s*["']?([\w.]+)|--ds[= ]["']?([\w.]+)/;
const forConfiguration = /^\s*DJANGO_CONFIGURATION\s*=\s*["']?(\w+)|--dc[= ]["']?(\w+)/;

function nameIn(lines: readonly string[], file: string, pattern: RegExp): Named | null {
  const at = lines.findIndex(text => pattern.test(text));
  const groups: readonly (string | undefined)[] = pattern.exec(lines[at] ?? '')?.slice(1) ?? [];
  const name = groups.find(group => group !== undefined);
  return name === undefined ? null : {name, where: {file, line: at + 1}};
}

/** Each gives the line of pytest's section; null where the file has none. */
const files: readonly (readonly [string, (content: string) => number | null])[] = [
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
