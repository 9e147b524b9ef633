import type {Project} from '../model/project';
import {rowOf} from './pythons';
import {isBelow} from './traps';

/** A package that the project needs and does not name. */
export interface Addition {
  readonly requirement: string;
  readonly because: string;
}

/** What is installed after the project's own pins, without changing one of them. */
export function additionsFor(project: Project): readonly Addition[] {
  const names = new Set(namesOf(project));
  const found: Addition[] = [];
  if (!names.has('gunicorn'))
    found.push({requirement: `gunicorn==${rowOf(project.python.version).gunicorn}`, because: 'it serves the project in production'});
  if (
    [project.database, project.production?.database].some(database => database?.engine === 'postgresql') &&
    !drivers.some(name => names.has(name))
  )
    found.push({requirement: driverFor(project), because: 'the settings use Postgres, and no file names a driver for it'});
  const carried = rowOf(project.python.version).tools.find(tool => tool.startsWith('setuptools=='));
  // A file that pins all says what is installed, to the last package.
  if (carried !== undefined && !project.dependencies.pinned && !names.has('setuptools'))
    found.push({
      requirement: carried,
      because: `the official image of Python ${project.python.version} carries it, and packages of its age import pkg_resources`,
    });
  return found;
}

const drivers = ['psycopg', 'psycopg2', 'psycopg2-binary', 'psycopg2cffi', 'pg8000'];

/** The driver that the project's Django takes and that has a wheel for its Python. */
function driverFor({django, python}: Project): string {
  const {driver} = rowOf(python.version);
  if (isBelow(django.version, 3, 1)) return 'psycopg2-binary==2.8.6';
  if (django.version !== null && !isBelow(django.version, 4, 2) && driver.psycopg !== null) return `psycopg[binary]==${driver.psycopg}`;
  return `psycopg2-binary==${driver.psycopg2}`;
}

/** Everything that production installs, by what is locked where the files do not say all. */
function namesOf({dependencies, lock}: Project): readonly string[] {
  const named = dependencies.production.flatMap(({requirements}) => requirements.map(({name}) => name));
  const locked = dependencies.pinned ? [] : (lock?.production ?? []).map(line => line.replace(/[\s=@[].*$/, ''));
  return [...named, ...locked];
}
