import type {ServedEngine} from '../model/database';
import type {Project} from '../model/project';
import type {Addition} from './addition';
import {rowOf} from './pythons';
import {asgiAdditions} from './servers';
import {isBelow} from './traps';

/** What is installed after the project's own pins, without changing one of them. */
export function additionsFor(project: Project): readonly Addition[] {
  const names = new Set(namesOf(project));
  const found: Addition[] = [];
  // What development pins is taken as it pins it: it goes on top, and cannot change what is there.
  const pinned = (name: string, usual: string) => `${name}==${developmentVersion(project, name) ?? usual}`;
  if (!names.has('gunicorn'))
    found.push({requirement: pinned('gunicorn', rowOf(project.python.version).gunicorn), because: 'it serves the project in production'});
  found.push(...asgiAdditions(project, names));
  for (const engine of project.engines) {
    const {title, packages, usual} = drivers[engine];
    if (packages.some(name => names.has(name))) continue;
    const own = packages.find(name => developmentVersion(project, name) !== null);
    const requirement = own === undefined ? usual(project) : ownDriver(project, own);
    found.push({requirement, because: `the settings use ${title}, and no file names a driver for it`});
  }
  const carried = rowOf(project.python.version).tools.find(tool => tool.startsWith('setuptools=='));
  // A tool's own lock says what is installed, to the last package; pip's lists leave out setuptools, which pip expects anywhere.
  if (carried !== undefined && !isOfTool(project) && !names.has('setuptools'))
    found.push({
      requirement: pinned('setuptools', carried.replace('setuptools==', '')),
      because: `the official image of Python ${project.python.version} carries it, and packages of its age import pkg_resources`,
    });
  return [...found, ...(found.length === 0 ? [] : beneath(project, names, found))];
}

function isOfTool({dependencies: {pinned, production}}: Project): boolean {
  return pinned && production.some(({kind}) => kind !== 'requirements');
}

/** What the additions need themselves: in production it is nowhere pinned, so that development's pin must hold there too. */
function beneath(project: Project, names: ReadonlySet<string>, found: readonly Addition[]): readonly Addition[] {
  const needed = needs.filter(({applies}) => applies(project, found)).flatMap(row => row.names);
  return needed.flatMap(name => {
    const version = names.has(name) ? null : developmentVersion(project, name);
    return version === null ? [] : [{requirement: `${name}==${version}`, because: 'development pins it, and what is added needs it'}];
  });
}

/** Packages that some addition asks for. Source: the metadata of gunicorn, packaging, uvicorn and click. */
const needs: readonly {readonly names: readonly string[]; readonly applies: (project: Project, found: readonly Addition[]) => boolean}[] = [
  {names: ['packaging', 'typing-extensions'], applies: () => true},
  {names: ['pyparsing', 'six'], applies: project => isBelow(developmentVersion(project, 'packaging'), 22, 0)},
  {names: ['importlib-metadata', 'zipp'], applies: ({python}) => isBelow(python.version, 3, 8)},
  {names: ['click', 'h11'], applies: (_project, found) => found.some(({requirement}) => requirement.startsWith('uvicorn=='))},
];

interface Drivers {
  readonly title: string;
  /** Packages that connect with the engine; one of them is enough. */
  readonly packages: readonly string[];
  /** What is installed where no file names one. */
  readonly usual: (project: Project) => string;
}

const drivers: Readonly<Record<ServedEngine, Drivers>> = {
  postgresql: {title: 'Postgres', packages: ['psycopg', 'psycopg2', 'psycopg2-binary', 'psycopg2cffi', 'pg8000'], usual: psycopgFor},
  mysql: {title: 'MySQL', packages: ['mysqlclient', 'pymysql', 'mysql-connector-python', 'mysql-connector'], usual: mysqlclientFor},
};

/** The driver that the project's Django takes and that has a wheel for its Python. */
function psycopgFor({django, python}: Project): string {
  const {driver} = rowOf(python.version);
  if (isBelow(django.version, 3, 1)) return 'psycopg2-binary==2.8.6';
  if (django.version !== null && !isBelow(django.version, 4, 2) && driver.psycopg !== null) return `psycopg[binary]==${driver.psycopg}`;
  return `psycopg2-binary==${driver.psycopg2}`;
}

/** Django before 2.0 imports what mysqlclient 1.4 dropped. */
function mysqlclientFor({django, python}: Project): string {
  return `mysqlclient==${isBelow(django.version, 2, 0) ? '1.3.14' : rowOf(python.version).driver.mysqlclient}`;
}

/** The driver of the development set, with the extras that it has there. */
function ownDriver(project: Project, name: string): string {
  const {extras = []} = project.dependencies.development.flatMap(({requirements}) => requirements).find(one => one.name === name) ?? {};
  return `${name}${extras.length === 0 ? '' : `[${extras.join(',')}]`}==${developmentVersion(project, name) ?? ''}`;
}

/** The version that development installs of a package, as far as pins say; null without one. */
function developmentVersion({dependencies, lock}: Project, name: string): string | null {
  const line = dependencies.pinned ? undefined : lock?.development.find(one => /^[^\s=@[]*/.exec(one)?.[0] === name);
  const locked = /==([^\s;]+)/.exec(line ?? '')?.[1];
  const named = dependencies.development.flatMap(({requirements}) => requirements).find(one => one.name === name);
  return locked ?? named?.version ?? null;
}

/** Everything that production installs, by what is locked where the files do not say all. */
function namesOf({dependencies, lock}: Project): readonly string[] {
  const named = dependencies.production.flatMap(({requirements}) => requirements.map(({name}) => name));
  const locked = dependencies.pinned ? [] : (lock?.production ?? []).map(line => line.replace(/[\s=@[].*$/, ''));
  return [...named, ...locked];
}
