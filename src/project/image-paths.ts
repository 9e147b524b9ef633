import {posix} from 'node:path';
import type {Stage} from './dockerfile-stages';
import type {Tree} from './tree';

/** A directory of an image that has a directory of the project. */
interface Mount {
  readonly inside: string;
  readonly path: string;
}

/**
 * What the image has of the project, whole directories before single files; as far as the last names agree, the directories
 * above agree too.
 */
export function mountsOf(tree: Tree, {takes}: Stage): readonly Mount[] {
  const all = takes.flatMap(({sources, target}) => sources.map(source => ({target, path: withinContext(source)})));
  const isDirectory = ({path}: {readonly path: string}) => path === '' || tree.list(path).length > 0;
  const directories = all.filter(isDirectory).map(({target, path}) => ({inside: target, path}));
  const files = all
    .filter(copy => !isDirectory(copy))
    .map(({target, path}) => {
      const isNamed = posix.basename(target) === posix.basename(path);
      return {inside: isNamed ? posix.dirname(target) : target, path: withinContext(posix.dirname(path))};
    });
  return [...directories, ...directories.flatMap(above), ...files, ...files.flatMap(above)];
}

/** "./frontend/" and "/frontend" are "frontend"; "." is the root, "". */
function withinContext(source: string): string {
  return posix.join('/', source).replace(/^\/|\/$/g, '');
}

function above({inside, path}: Mount): readonly Mount[] {
  if (path === '' || posix.basename(inside) !== posix.basename(path)) return [];
  const next = {inside: posix.dirname(inside), path: withinContext(posix.dirname(path))};
  return [next, ...above(next)];
}

/** A place in the image as a path of the project; null where no directory of the project is there. */
export function pathOf(mounts: readonly Mount[], inside: string): string | null {
  const within = mounts.filter(mount => inside === mount.inside || inside.startsWith(mount.inside.replace(/\/?$/, '/')));
  const [nearest] = [...within].sort((one, other) => other.inside.length - one.inside.length);
  if (nearest === undefined) return null;
  const path = posix.join(nearest.path, posix.relative(nearest.inside, inside));
  return path === '.' ? '' : path.replace(/\/$/, '');
}
