/** What differs from one Python to the next, each version with what belongs to its age. */
export interface PythonRow {
  /** What the official image of that age carries beside the interpreter: the last releases that admit it, and no setuptools from 3.12 on. */
  readonly tools: readonly string[];
  /** Debian release of its last official image, as the tag names it. */
  readonly suite: string;
  /** The last gunicorn that admits it, for a project whose pins name none. */
  readonly gunicorn: string;
  /** The last uvicorn that admits it, and websockets that this one takes, for an ASGI project whose pins name none. */
  readonly asgi: {readonly uvicorn: string; readonly websockets: string};
  /** What its pip is asked for to install uv, which runs without that Python and works with it. */
  readonly uv: string;
  /** Bounds for the tools that build a package from its source, as constraints. */
  readonly builds: readonly string[];
  /** Last releases of the databases' drivers that admit it; those of Postgres that have a wheel for it. */
  readonly driver: {readonly psycopg2: string; readonly psycopg: string | null; readonly mysqlclient: string};
  /** Tools that turn their own lock into requirements and renew it. poetry before 1.2 knows neither groups nor plugins. */
  readonly poetry: {readonly tool: readonly string[]; readonly knowsGroups: boolean};
  readonly pdm: readonly string[];
  readonly pipenv: readonly string[];
  readonly pipTools: readonly string[];
}

/** setuptools 58 dropped use_2to3, which sources from before 2021 call. */
const before2to3 = 'setuptools<58';
const released58 = '2021-09-04';
/** setuptools 82 has no pkg_resources, which older setup.py files import. */
const withResources = 'setuptools<82';

/** Stated here because a project's pins say nothing about it. */
const uv = 'uv==0.13.9';
/** The last one that takes sources in .tar.bz2, as all of Twisted before 21.2 is, which channels 1 and 2 ask for. */
const uvOfOld = 'uv==0.11.33';

const current: PythonRow = {
  tools: ['pip==26.2.1'],
  suite: 'bookworm',
  gunicorn: '23.0.0',
  asgi: {uvicorn: '0.54.0', websockets: '16.1.1'},
  uv,
  builds: [withResources],
  driver: {psycopg2: '2.9.12', psycopg: '3.3.2', mysqlclient: '2.3.1'},
  poetry: {tool: ['poetry==2.3.2', 'poetry-plugin-export==1.10.0', 'poetry-plugin-pypi-mirror==0.6.3'], knowsGroups: true},
  pdm: ['pdm==2.26.6'],
  pipenv: ['pipenv==2026.0.3'],
  pipTools: ['pip-tools==7.5.3'],
};
/** 3.10 and 3.11 are the last whose official images carry setuptools. */
const withSetuptools: PythonRow = {...current, tools: ['pip==26.2.1', 'setuptools==79.0.1', 'wheel==0.45.1']};

/** By minor version. Sources: the metadata of each release, and the tags of docker-library/python. */
const rows: Readonly<Record<string, PythonRow>> = {
  '3.6': {
    tools: ['pip==21.3.1', 'setuptools==59.6.0', 'wheel==0.37.1'],
    suite: 'bullseye',
    gunicorn: '21.2.0',
    asgi: {uvicorn: '0.16.0', websockets: '9.1'},
    uv: `--ignore-requires-python ${uvOfOld}`,
    builds: [before2to3],
    driver: {psycopg2: '2.9.5', psycopg: null, mysqlclient: '2.1.1'},
    poetry: {tool: ['poetry==1.1.15'], knowsGroups: false},
    pdm: ['pdm'],
    pipenv: ['pipenv==2022.4.8'],
    pipTools: ['pip-tools==6.4.0', 'pip==21.3.1'],
  },
  '3.7': {
    tools: ['pip==24.0', 'setuptools==57.5.0', 'wheel==0.42.0'],
    suite: 'bookworm',
    gunicorn: '23.0.0',
    asgi: {uvicorn: '0.22.0', websockets: '11.0.3'},
    uv: `--ignore-requires-python ${uvOfOld}`,
    builds: [],
    driver: {psycopg2: '2.9.9', psycopg: null, mysqlclient: '2.1.1'},
    poetry: {tool: ['poetry==1.5.1', 'poetry-plugin-export==1.4.0', 'poetry-plugin-pypi-mirror==0.3.2'], knowsGroups: true},
    pdm: ['pdm==2.10.4'],
    pipenv: ['pipenv==2023.10.3'],
    pipTools: ['pip-tools==6.14.0', 'pip==23.1.2'],
  },
  '3.8': {
    tools: ['pip==25.0.1', 'setuptools==57.5.0', 'wheel==0.45.1'],
    suite: 'bookworm',
    gunicorn: '23.0.0',
    asgi: {uvicorn: '0.33.0', websockets: '13.1'},
    uv: uvOfOld,
    builds: [],
    driver: {psycopg2: '2.9.10', psycopg: '3.2.13', mysqlclient: '2.2.7'},
    poetry: {tool: ['poetry==1.8.5', 'poetry-plugin-export==1.8.0', 'poetry-plugin-pypi-mirror==0.4.3'], knowsGroups: true},
    pdm: ['pdm==2.20.1'],
    pipenv: ['pipenv==2024.4.1'],
    pipTools: ['pip-tools==7.4.1', 'pip==24.0'],
  },
  '3.9': {
    ...current,
    uv: uvOfOld,
    tools: ['pip==26.0.1', 'setuptools==79.0.1', 'wheel==0.45.1'],
    asgi: {uvicorn: '0.39.0', websockets: '15.0.1'},
    driver: {psycopg2: '2.9.12', psycopg: '3.2.13', mysqlclient: '2.2.7'},
    poetry: {tool: ['poetry==2.2.1', 'poetry-plugin-export==1.9.0', 'poetry-plugin-pypi-mirror==0.6.3'], knowsGroups: true},
    pipenv: ['pipenv==2025.0.4'],
  },
  '3.10': withSetuptools,
  '3.11': withSetuptools,
};

/** The row of a minor version such as "3.8". */
export function rowOf(version: string): PythonRow {
  return rows[version] ?? current;
}

/**
 * Bounds for the tools that build packages from their source: sources of a day are built by its tools.
 * @param asOf day of the lock whose packages are built; null where there is none: then the age of Django tells
 */
export function buildBounds(version: string, asOf: string | null, django: string | null): readonly string[] {
  const {builds} = rowOf(version);
  const isOld = asOf === null ? /^(1\.|2\.|3\.[01](\.|$))/.test(django ?? '') : asOf < released58;
  return isOld ? [...new Set([...builds, before2to3])] : builds;
}
