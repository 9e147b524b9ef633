import {parsed, type Code} from '../../src/project/python-source/code';
import type {Tree} from '../../src/project/tree';

/** A tree of given files. */
export function memoryTree(files: Readonly<Record<string, string>>): Code {
  const paths = Object.keys(files).sort();
  const below = (directory: string): readonly string[] => {
    const prefix = directory === '' ? '' : `${directory}/`;
    return paths.filter(path => path.startsWith(prefix)).map(path => path.slice(prefix.length));
  };
  const tree: Tree = {
    seen: new Set(),
    read: path => files[path] ?? null,
    exists: path => path in files || below(path).length > 0,
    files: () => paths,
    tracks: () => false,
    list: directory =>
      [...new Set(below(directory).map(path => path.split('/')[0] ?? ''))].map(name => ({
        name,
        directory: !below(directory).includes(name),
      })),
  };
  return parsed(tree);
}
