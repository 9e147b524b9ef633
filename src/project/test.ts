import {posix} from 'node:path';
import type {Required} from './required';
import {readTomlLines} from './toml';
import type {Tree} from './tree';

/** The command that runs the project's tests. */
export function findTestCommand(
  tree: Tree,
  workdir: string,
  required: readonly Required[],
  asked: readonly string[] | null,
): readonly string[] {
  if (asked !== null) return asked;
  return usesPytest(tree, workdir, required) ? ['python', '-m', 'pytest'] : ['python', 'manage.py', 'test', '--noinput'];
}

function usesPytest(tree: Tree, workdir: string, required: readonly Required[]): boolean {
  const has = (wanted: string): boolean => required.some(({name}) => name === wanted);
  if (!has('pytest') && !has('pytest-django')) return false;
  return has('pytest-django') || [...new Set([workdir, ''])].some(directory => isConfigured(tree, directory));
}

function isConfigured(tree: Tree, directory: string): boolean {
  const read = (name: string): string => tree.read(posix.join(directory, name)) ?? '';
  return (
    tree.exists(posix.join(directory, 'pytest.ini')) ||
    readTomlLines(read('pyproject.toml')).some(({section}) => section === 'tool.pytest' || section.startsWith('tool.pytest.')) ||
    read('setup.cfg').includes('[tool:pytest]') ||
    read('tox.ini').includes('[pytest]')
  );
}
