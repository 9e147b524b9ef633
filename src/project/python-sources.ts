import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import {isDockerfile} from './dockerfile-stages';
import {ownDockerfile} from './own-dockerfile';
import {isPipeline, pipelineDirectories} from './pipelines';
import {lines, readDockerfile, readMise, readPipeline, readRender, readTox, toml, type Reader} from './python-readers';
import type {Tree} from './tree';

/** A place that says which Python the project wants. */
export interface PythonSource {
  /** As written: "3.11.4", ">=3.9". */
  readonly says: string;
  readonly where: Proof;
  /** Whether it may be of another time or another program: a Python that the project's Django refuses is none of its own. */
  readonly weak?: true;
}

/** What developers install, what the project demands, what hosts and images run, what is tested; in the order of their weight. */
const byFile: readonly (readonly [(file: string) => boolean, Reader])[] = [
  [named('.python-version'), lines(/^\s*(?:cpython-|python-|v)?((?:pypy|[~<>=!]=?\s*)?\d+\.\d+[\w.,<>=]*)/)],
  [named('.tool-versions'), lines(/^python[ \t]+((?:pypy)?\d+\.\d+[\w.]*)/)],
  [named('mise.toml', '.mise.toml'), readMise],
  [named('pyproject.toml'), toml(['project', 'requires-python'], ['tool.poetry.dependencies', 'python'])],
  [named('Pipfile'), toml(['requires', 'python_version'], ['requires', 'python_full_version'])],
  [named('environment.yml'), lines(/^\s*-\s*["']?python\s*=+\s*(\d+\.\d+[\d.]*)/)],
  [named('runtime.txt'), lines(/^\s*python-?\s*(\d+\.\d+[\w.]*)/i)],
  [named('render.yaml'), readRender],
  [named('app.yaml'), lines(/^runtime:\s*python(3\d+)/)],
  [named('nixpacks.toml'), lines(/^\s*NIXPACKS_PYTHON_VERSION\s*=\s*["']?(\d+\.\d+)/)],
  [isRequirements, lines(/^#.*\bwith [Pp]ython (\d+\.\d+)|^#.*--python-version[= ](\d+\.\d+)/)],
  [file => isDockerfile(file) && !isApart(file), readDockerfile],
  [isApart, readDockerfile],
  [isPipeline, readPipeline],
  [named('tox.ini'), readTox],
];

/** All that the project's files say about the version of Python, the most telling first. Linters' targets do not count. */
export function listPythonSources(tree: Tree, workdir: string, requirementFiles: readonly string[]): readonly PythonSource[] {
  const files = nearFiles(tree, workdir, requirementFiles);
  const own = ownDockerfile(tree);
  const all = own === null || files.includes(own) ? files : [...files, own];
  const isWeak = (file: string): boolean => !files.includes(file) || isPipeline(file) || /tox\.ini$/.test(file) || isApart(file);
  return byFile.flatMap(([applies, read]) =>
    all.filter(applies).flatMap(file => {
      const weak = isWeak(file) ? ({weak: true} as const) : {};
      return read(tree.read(file) ?? '').map(({says, line}) => ({says, where: {file, line}, ...weak}));
    }),
  );
}

function nearFiles(tree: Tree, workdir: string, requirementFiles: readonly string[]): readonly string[] {
  const filesIn = (directory: string): readonly string[] =>
    tree
      .list(directory)
      .filter(entry => !entry.directory)
      .map(entry => posix.join(directory, entry.name));
  const docker = [...new Set([workdir, ''])].flatMap(directory =>
    ['docker', 'compose', '.docker', 'deploy'].map(name => posix.join(directory, name)),
  );
  const deeper = tree.files().filter(file => docker.some(directory => file.startsWith(`${directory}/`)) && isDockerfile(file));
  const directories = [...new Set([workdir, '', ...pipelineDirectories])];
  return [...new Set([...directories.flatMap(filesIn), ...requirementFiles, ...deeper])];
}

function named(...names: readonly string[]): (file: string) => boolean {
  return file => names.includes(posix.basename(file));
}

function isRequirements(file: string): boolean {
  return /\.(txt|pip)$/.test(file) && posix.basename(file) !== 'runtime.txt';
}

/** A name such as NodeDockerfile or CI-Dockerfile is for one thing, and counts after the others. */
function isApart(file: string): boolean {
  return isDockerfile(file) && !/^(Dockerfile|Containerfile)|\.Dockerfile$/i.test(posix.basename(file));
}
