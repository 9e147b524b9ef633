import {isDockerfile, readStages} from './dockerfile-stages';
import type {Tree} from './tree';

const deepest = 4;
const runs = /manage\.py|gunicorn|uwsgi|requirements|\b(uv|poetry|pipenv|pdm) (sync|install)|pip3? install/;

/** The Dockerfile that runs the project, the nearest to the root: it has Python and what Django needs in a stage. */
export function ownDockerfile(tree: Tree): string | null {
  const found = tree.files().filter(file => isDockerfile(file) && !/devcontainer|docs?\//.test(file) && file.split('/').length <= deepest);
  const nearest = [...found].sort((one, other) => one.split('/').length - other.split('/').length);
  return nearest.find(file => readStages(tree.read(file) ?? '').some(stage => stage.runs.some(({text}) => runs.test(text)))) ?? null;
}
