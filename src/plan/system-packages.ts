import type {Project} from '../model/project';
import {additionsFor} from './additions';
import {usesGit} from './git';
import {compilesLocked} from './locked-wheels';
import {programs} from './programs';
import {compiler, outdated, rows, type Row} from './system-libraries';
import {withoutWheel} from './wheels';

/** Headers and tools are for the build alone. */
const forBuilding =
  /-dev$|^(gcc|g\+\+|clang|make|cmake|build-essential|pkg-config|pkgconf|git|cargo|rustc|swig|autoconf|automake|libtool)$/;

/** What the stage needs in which packages are made. */
export function buildPackages(project: Project, asked: readonly string[], headers: readonly string[]): readonly string[] {
  const found = rowsFor(project).flatMap(({build}) => build);
  const needed = [...found, ...asked.filter(name => forBuilding.test(name))];
  return unique([...needed, ...(needed.length > 0 ? headers : []), ...(usesGit(project) ? ['git', 'openssh-client'] : [])]);
}

/** What the images need at run time. */
export function runPackages(project: Project, asked: readonly string[]): readonly string[] {
  // SQLite loads the extension by its name.
  const spatialite = project.database.spatialite ? ['gdal-bin', 'libsqlite3-mod-spatialite'] : [];
  const gis = project.django.apps.includes('django.contrib.gis') ? ['gdal-bin'] : [];
  return unique([...rowsFor(project).flatMap(({run}) => run), ...gis, ...spatialite, ...asked.filter(name => !forBuilding.test(name))]);
}

/** Headers among the packages that devenv.yaml names: what is built with them loads their libraries. */
export function askedHeaders(asked: readonly string[]): readonly string[] {
  return asked.filter(name => name.startsWith('lib') && name.endsWith('-dev'));
}

function rowsFor(project: Project): readonly Pick<Row, 'build' | 'run'>[] {
  const {dependencies, lock} = project;
  const required = [...dependencies.production, ...dependencies.development].flatMap(({requirements}) => requirements);
  const locked = dependencies.pinned ? [] : [...(lock?.production ?? []), ...(lock?.development ?? [])];
  // What devenv adds brings its own library where its binary extra says so.
  const added = additionsFor(project).flatMap(({requirement}) => (requirement.includes('[binary]') ? [] : [requirement]));
  const names = new Set([...required.map(({name}) => name), ...[...locked, ...added].map(line => line.replace(/[\s=@[].*$/, ''))]);
  const carried = new Set([...names, ...required.flatMap(({name, extras}) => extras.map(extra => `${name}[${extra}]`))]);
  const built = withoutWheel(project);
  return [
    ...rows.filter(row => row.names.some(name => names.has(name)) && row.unless?.some(name => carried.has(name)) !== true),
    ...programs.filter(row => row.names.some(name => names.has(name))).map(row => ({...row, build: []})),
    ...outdated.filter(row => row.names.some(name => built.has(name))),
    ...(compilesLocked(project) ? [{build: compiler, run: []}] : []),
  ];
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
