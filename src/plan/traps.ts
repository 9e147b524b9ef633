import type {Project} from '../model/project';

/** A release that installs and then breaks the project, or that is not found, and the bound that settles it where the project leaves it open. */
interface Trap {
  readonly bound: string;
  readonly applies: (project: Project) => boolean;
  readonly because: string;
}

const traps: readonly Trap[] = [
  {
    bound: 'psycopg2<2.9',
    applies: ({django}) => isBelow(django.version, 3, 1),
    because: '2.9 gives Django before 3.1 a connection that is not in UTC',
  },
  {bound: 'psycopg2-binary<2.9', applies: ({django}) => isBelow(django.version, 3, 1), because: 'as psycopg2'},
  {
    bound: 'psycopg2-binary<2.9.6',
    applies: ({python}) => python.version === '3.6',
    because: '2.9.5 is the last with a wheel for Python 3.6',
  },
  {
    bound: 'mysqlclient<1.4',
    applies: ({django}) => isBelow(django.version, 2, 0),
    because: '1.4 dropped Thing2Literal, which Django before 2.0 imports',
  },
  {
    bound: 'importlib-metadata<5',
    applies: ({python}) => python.version === '3.7',
    because: '5 dropped the interface that kombu before 5.3 calls on Python 3.7',
  },
  {
    bound: 'black>=0a0',
    applies: ({python}) => python.version === '3.6',
    because: 'all of its releases before 22 are pre-releases, which the uv of this Python takes only where they are asked for',
  },
  {bound: 'setuptools<82', applies: () => true, because: '82 has no pkg_resources, which older packages import'},
];

/** Bounds for the resolution, in the form of a constraints file. What the project pins, or wants newer, is left alone. */
export function boundsFor(project: Project): readonly string[] {
  const {production, development} = project.dependencies;
  const wanted = [...production, ...development].flatMap(({requirements}) => requirements);
  const excludes = (bound: string) => {
    const [, name, limit = ''] = /^(.+)<(.+)$/.exec(bound) ?? [];
    return wanted.some(one => one.name === name && (one.version !== null || !isBelow(lowerOf(one.specifier), ...numbersOf(limit))));
  };
  return traps.filter(trap => trap.applies(project) && !excludes(trap.bound)).map(({bound}) => bound);
}

/** "82.0" of ">=82.0,<90"; "0" where there is no lower bound. */
function lowerOf(specifier: string): string {
  return /(?:>=|~=|>)\s*([\d.]+)/.exec(specifier)?.[1] ?? '0';
}

function numbersOf(version: string): readonly [number, number] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return [major, minor];
}

/** Whether a version is known and below a release. */
export function isBelow(version: string | null, major: number, minor: number): boolean {
  const [first, second = 0] = (version ?? '').split('.').map(part => Number.parseInt(part, 10));
  return first !== undefined && !Number.isNaN(first) && (first < major || (first === major && second < minor));
}
