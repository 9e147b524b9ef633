import {isDockerfile, readStages} from './dockerfile-stages';
import type {Tree} from './tree';

const deepest = 4;
const runs = /manage\.py|gunicorn|uwsgi|requirements|\b(uv|poetry|pipenv|pdm) (sync|install)|pip3? install/;

/** The Dockerfile that runs the project, the nearest to the root: it has Python and what Django needs in a stage. */
export function ownDockerfile(tree: Tree): string | null {
  return nearestDockerfiles(tree).find(file => runsProject(tree, file)) ?? null;
}

/** Whether a Dockerfile has a stage with Python and what Django needs. */
export function runsProject(tree: Tree, file: string): boolean {
  return readStages(tree.read(file) ?? '').some(stage => stage.runs.some(({text}) => runs.test(text)));
}

/** Dockerfiles of the project, the nearest to the root first; none of its documentation or of an editor. */
export function nearestDockerfiles(tree: Tree): readonly string[] {
  const found = tree.files().filter(file => isDockerfile(file) && !/devcontainer|docs?\//.test(file) && file.split('/').length <= deepest);
  return [...found].sort((one, other) => one.split('/').length - other.split('/').length);
}
