import {posix} from 'node:path';
import {DevenvError} from '../model/errors';
import {readTomlLines} from './toml';
import type {Tree} from './tree';

/** Files of other tools that hold dependencies, and the command that makes a requirements file of them. */
const commands: Readonly<Record<string, string>> = {
  'uv.lock': 'uv export --format requirements-txt --no-emit-project --output-file requirements.txt',
  'poetry.lock': 'poetry export --output requirements.txt',
  'Pipfile.lock': 'pipenv requirements > requirements.txt',
  'Pipfile': 'pipenv requirements > requirements.txt',
  'pyproject.toml': 'uv pip compile pyproject.toml --output-file requirements.txt',
};

/** @throws DevenvError `usage` where dependencies are kept in a form that we do not read. */
export function refuseOtherTools(tree: Tree, workdir: string): void {
  for (const directory of [workdir, '']) {
    for (const [name, command] of Object.entries(commands)) {
      const file = posix.join(directory, name);
      if (tree.exists(file) && holdsDependencies(tree, file)) throw refusal(file, command);
    }
  }
}

function holdsDependencies(tree: Tree, file: string): boolean {
  if (!file.endsWith('.toml')) return true;
  return readTomlLines(tree.read(file) ?? '').some(
    ({section, key}) =>
      (section === 'project' && key === 'dependencies') || (section === 'tool.poetry.dependencies' && key !== 'python' && key !== ''),
  );
}

function refusal(file: string, command: string): DevenvError {
  return new DevenvError('usage', `Dependencies are in ${file}, which devenv does not read; it needs a requirements file`, {
    where: {file, line: 1},
    next: [command],
  });
}
