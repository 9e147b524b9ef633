import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import {readTomlLines} from './toml';
import type {Tree} from './tree';

/** A place that says which Python the project wants. */
export interface PythonSource {
  /** As written: "3.11.4", ">=3.9". */
  readonly says: string;
  readonly where: Proof;
}

type Reader = (content: string) => readonly {readonly says: string; readonly line: number}[];

const byFile: readonly (readonly [(file: string) => boolean, Reader])[] = [
  [named('.python-version'), lines(/^\s*(?:cpython-|python-)?(\d+\.\d+[\w.]*)/)],
  [named('pyproject.toml'), readPyproject],
  [named('Pipfile'), readPipfile],
  [named('runtime.txt'), lines(/^\s*python-?\s*(\d+\.\d+[\w.]*)/i)],
  [isRequirements, lines(/^#.*\bwith [Pp]ython (\d+\.\d+)|^#.*--python-version[= ](\d+\.\d+)/)],
  [isDockerfile, lines(/^\s*FROM\s+(?:--\S+\s+)?(?:\S+\/)?python:(\d+\.\d+[\d.]*)|^\s*ARG\s+PYTHON_VERSION=["']?(\d+\.\d+[\d.]*)/i)],
  [isPipeline, lines(/^[^#]*\bpython-version:\s*\[?\s*["']?(\d+\.\d+[\d.]*)|^[^#]*\bimage:\s*["']?(?:\S+\/)?python:(\d+\.\d+[\d.]*)/)],
  [named('tox.ini'), lines(/^\s*basepython\s*=\s*python(\d+\.\d+)/)],
];

/** All that the project's files say about the version of Python, the most telling first. Linters' targets do not count. */
export function listPythonSources(tree: Tree, workdir: string, requirementFiles: readonly string[]): readonly PythonSource[] {
  const files = nearFiles(tree, workdir, requirementFiles);
  return byFile.flatMap(([applies, read]) =>
    files.filter(applies).flatMap(file => read(tree.read(file) ?? '').map(({says, line}) => ({says, where: {file, line}}))),
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
  const directories = [...new Set([workdir, '', '.github/workflows'])];
  return [...new Set([...directories.flatMap(filesIn), ...requirementFiles, ...deeper])];
}

function named(name: string): (file: string) => boolean {
  return file => posix.basename(file) === name;
}

function isRequirements(file: string): boolean {
  return /\.(txt|pip)$/.test(file) && posix.basename(file) !== 'runtime.txt';
}

function isDockerfile(file: string): boolean {
  return /^(Dockerfile|Containerfile)(\.|$)|\.Dockerfile$/i.test(posix.basename(file));
}

function isPipeline(file: string): boolean {
  return /^\.github\/workflows\/.+\.ya?ml$|^\.gitlab-ci\.yml$|^bitbucket-pipelines\.yml$/.test(file);
}

function lines(pattern: RegExp): Reader {
  return content =>
    content.split('\n').flatMap((text, at) => {
      const groups: readonly (string | undefined)[] = pattern.exec(text)?.slice(1) ?? [];
      const says = groups.find(group => group !== undefined);
      return says === undefined ? [] : [{says, line: at + 1}];
    });
}

function readPyproject(content: string): ReturnType<Reader> {
  return readTomlLines(content)
    .filter(
      ({section, key}) =>
        (section === 'project' && key === 'requires-python') || (section === 'tool.poetry.dependencies' && key === 'python'),
    )
    .map(({value, line}) => ({says: value, line}));
}

function readPipfile(content: string): ReturnType<Reader> {
  return readTomlLines(content)
    .filter(({section, key}) => section === 'requires' && (key === 'python_version' || key === 'python_full_version'))
    .map(({value, line}) => ({says: value, line}));
}
