import type {LockKind} from '../../model/dependencies';
import {normalizeName, parseRequirements} from '../requirements';
import {isTable, listAt, parseToml, tableAt, textOf} from '../toml';

/** The versions of each package by its name; "" for one that has none, such as a directory or a repository. */
export type Packages = ReadonlyMap<string, ReadonlySet<string>>;

type Read = (content: string) => readonly (readonly [name: string, version: string])[];

const readers: Readonly<Record<LockKind | 'devenv.lock', Read>> = {
  'uv.lock': tables('package'),
  'poetry.lock': tables('package'),
  'pdm.lock': tables('package'),
  'pylock.toml': tables('packages'),
  'Pipfile.lock': readPipenv,
  'devenv.lock': content =>
    parseRequirements(content).flatMap(({name, version}) => (name === null ? [] : [[name, version ?? ''] as const])),
};

/** All that a lock holds, for whatever part of the project; null for a kind of file that is no lock. */
export function packagesOf(kind: string, content: string): Packages | null {
  const read = kind in readers ? readers[kind as keyof typeof readers] : null;
  if (read === null) return null;
  const packages = new Map<string, Set<string>>();
  for (const [name, version] of read(content)) {
    const key = normalizeName(name);
    packages.set(key, (packages.get(key) ?? new Set()).add(version));
  }
  return packages;
}

function tables(key: string): Read {
  return content =>
    listAt(parseToml(content) ?? {}, key)
      .filter(isTable)
      .map(table => [textOf(table['name']), textOf(table['version'])] as const);
}

function readPipenv(content: string): ReturnType<Read> {
  const lock: unknown = JSON.parse(content);
  const sections = isTable(lock) ? Object.keys(lock).filter(name => name !== '_meta') : [];
  return sections.flatMap(section =>
    Object.entries(tableAt(lock, section)).map(([name, entry]) => [name, textOf(tableAt(entry)['version']).replace(/^==/, '')] as const),
  );
}
