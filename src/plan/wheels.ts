import {isOlder} from './releases';
import type {Project} from '../model/project';

/**
 * First release of a package that has a wheel for a Python: an older one is made from its source there. From 3.8 on, as
 * the older ones have wheels of all that still installs, but for Twisted. Source: the files that the package index has of each release.
 */
const firstWheels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'psycopg2-binary': {
    '3.8': '2.8.4',
    '3.9': '2.8.6',
    '3.10': '2.9.1',
    '3.11': '2.9.5',
    '3.12': '2.9.9',
    '3.13': '2.9.10',
    '3.14': '2.9.11',
  },
  'cffi': {'3.8': '1.13.0', '3.9': '1.14.3', '3.10': '1.15.0', '3.11': '1.15.1', '3.12': '1.16.0', '3.13': '1.17.0', '3.14': '2.0.0'},
  'lxml': {'3.8': '4.4.1', '3.9': '4.5.2', '3.10': '4.6.3', '3.11': '4.9.1', '3.12': '4.9.3', '3.13': '5.3.0', '3.14': '6.0.1'},
  'pillow': {'3.8': '6.2.1', '3.9': '8.0.0', '3.10': '8.3.2', '3.11': '9.2.0', '3.12': '10.0.0', '3.13': '10.4.0', '3.14': '11.3.0'},
  'pyyaml': {'3.8': '5.4', '3.9': '5.4', '3.10': '6.0', '3.11': '6.0', '3.12': '6.0.1', '3.13': '6.0.2', '3.14': '6.0.3'},
  'greenlet': {'3.8': '0.4.15', '3.9': '0.4.17', '3.10': '1.1.0', '3.11': '1.1.3', '3.12': '3.0.0', '3.13': '3.1.0', '3.14': '3.2.3'},
  'hiredis': {'3.8': '1.0.1', '3.9': '2.0.0', '3.10': '2.1.0', '3.11': '2.1.0', '3.12': '2.3.2', '3.13': '3.1.0', '3.14': '3.3.0'},
  'twisted': Object.fromEntries(Array.from({length: 9}, (_, at) => [`3.${String(at + 6)}`, '21.2.0'])),
};

type Pinned = Pick<Project, 'dependencies' | 'lock' | 'python'>;

/** The packages of a project that have no wheel for its Python at the version that is pinned or locked. */
export function withoutWheel(project: Pinned): ReadonlySet<string> {
  return new Set(builtPins(project).map(([name]) => name));
}

/** Bounds for the tools that make those packages: each needs one that is as old as it is. */
export function boundsOfSources(project: Pinned): readonly string[] {
  // 5.4 to 6.0 ask for any Cython and read what 3 does not have any more; later ones say which they want.
  return builtPins(project).some(([name, version]) => name === 'pyyaml' && isOlder(version, '6.0.1')) ? ['cython<3'] : [];
}

/** Names and versions of what is made from its source. */
function builtPins({dependencies, lock, python}: Pinned): readonly (readonly [string, string])[] {
  const required = [...dependencies.production, ...dependencies.development].flatMap(({requirements}) => requirements);
  const locked = dependencies.pinned ? [] : [...(lock?.production ?? []), ...(lock?.development ?? [])];
  const pins = [
    ...required.map(({name, version}) => [name, version] as const),
    ...locked.map(line => [line.replace(/[\s=@[].*$/, ''), /==([^\s;]+)/.exec(line)?.[1] ?? null] as const),
  ];
  return pins.flatMap(([name, version]): readonly (readonly [string, string])[] => {
    const first = firstWheels[name]?.[python.version];
    return first !== undefined && version !== null && isOlder(version, first) ? [[name, version]] : [];
  });
}
