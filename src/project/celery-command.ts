import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import type {Tree} from './tree';

export interface CeleryCommand {
  /** What stands after -A. */
  readonly app: string;
  readonly where: Proof;
}

const largest = 200_000;
const deepest = 4;
const names =
  /^(Procfile.*|Makefile|justfile|Justfile|Taskfile\.ya?ml|tasks\.py|fabfile\.py|supervisord?\.conf|(docker-)?compose.*\.ya?ml|.*Dockerfile.*|.*\.(sh|bash|service|conf|ini)|start.*|run.*|entrypoint.*|.*worker.*|.*celery.*)$/;

/** The `celery -A X` commands of Procfiles, compose files, Makefiles and scripts; those that start a worker come first. */
export function findCeleryCommands(tree: Tree, workdir: string): readonly CeleryCommand[] {
  const files = tree
    .files()
    .filter(
      file =>
        file.split('/').length <= deepest &&
        names.test(posix.basename(file)) &&
        !/\.(py|pyc|html|md|rst|js|css|json|svg|png|lock)$/.test(file),
    );
  const found = files.sort((one, other) => rank(one, workdir) - rank(other, workdir)).flatMap(file => readCommands(tree, file));
  return found.sort((one, other) => Number(other.worker) - Number(one.worker)).map(({app, where}) => ({app, where}));
}

function rank(file: string, workdir: string): number {
  const name = posix.basename(file);
  const kind = name.startsWith('Procfile') ? 0 : /compose/.test(name) ? 1 : name === 'Makefile' ? 2 : 3;
  return kind * 10 + file.split('/').length - (file.startsWith(`${workdir}/`) ? 1 : 0);
}

function readCommands(tree: Tree, file: string): readonly (CeleryCommand & {readonly worker: boolean})[] {
  const content = tree.read(file);
  if (content === null || content.length > largest || !content.includes('celery')) return [];
  return content.split('\n').flatMap((text, at) => {
    if (/^\s*(#|\/\/)/.test(text)) return [];
    const plain = text.replaceAll(/["',[\]]+/g, ' ');
    const app = /\bcelery\b.*?\s(?:-A\s*|--app[= ]\s*)([A-Za-z_][\w.:]*)/.exec(plain)?.[1];
    return app === undefined ? [] : [{app, where: {file, line: at + 1}, worker: /\bworker\b/.test(plain)}];
  });
}
