import type {Project} from '../model/project';
import {additionsFor} from './additions';
import {withoutWheel} from './wheels';

/** Debian packages that a Python package needs beside its wheel, or without one. */
interface Row {
  readonly names: readonly string[];
  /** To make it from its source; empty where a wheel exists wherever we run. */
  readonly build: readonly string[];
  /** When it runs. */
  readonly run: readonly string[];
  readonly because: string;
}

const compiler = ['gcc', 'libc6-dev'];

/** Packages that have no wheel at all, or load a library by its name. */
const rows: readonly Row[] = [
  {names: ['psycopg2'], build: [...compiler, 'libpq-dev'], run: ['libpq5'], because: 'published as source only; links libpq'},
  {names: ['psycopg-c'], build: [...compiler, 'libpq-dev'], run: ['libpq5'], because: 'published as source only; links libpq'},
  {names: ['psycopg'], build: [], run: ['libpq5'], because: 'without its binary extra it loads libpq by name'},
  {
    names: ['mysqlclient'],
    build: [...compiler, 'default-libmysqlclient-dev', 'pkg-config'],
    run: ['libmariadb3'],
    because: 'published as source only; links the client library',
  },
  {
    names: ['python-ldap'],
    build: [...compiler, 'libldap2-dev', 'libsasl2-dev'],
    run: ['ldap-utils'],
    because: 'published as source only; the library has another name in each Debian',
  },
  {names: ['uwsgi'], build: [...compiler, 'libpcre2-dev'], run: ['libpcre2-8-0'], because: 'published as source only'},
  {names: ['gdal', 'pygdal'], build: [...compiler, 'g++', 'libgdal-dev'], run: ['gdal-bin'], because: 'published as source only'},
  {names: ['pygraphviz'], build: [...compiler, 'libgraphviz-dev', 'pkg-config'], run: ['graphviz'], because: 'published as source only'},
  {names: ['pycairo'], build: [...compiler, 'libcairo2-dev', 'pkg-config'], run: ['libcairo2'], because: 'published as source only'},
  {
    names: ['pylibmc'],
    build: [...compiler, 'libmemcached-dev', 'zlib1g-dev'],
    run: ['libmemcached11'],
    because: 'published as source only',
  },
  {names: ['python-magic'], build: [], run: ['libmagic1'], because: 'loads libmagic by name'},
  {
    names: ['weasyprint'],
    build: [],
    run: ['libpango-1.0-0', 'libpangoft2-1.0-0', 'libcairo2', 'libgdk-pixbuf-2.0-0', 'fonts-dejavu-core'],
    because: 'loads Pango and its like by name',
  },
  {names: ['cairosvg', 'cairocffi'], build: [], run: ['libcairo2'], because: 'loads Cairo by name'},
  {names: ['pyzbar'], build: [], run: ['libzbar0'], because: 'loads zbar by name'},
  {names: ['gitpython'], build: [], run: ['git'], because: 'calls the program, and does not import without it'},
  {names: ['pytesseract'], build: [], run: ['tesseract-ocr'], because: 'calls the program'},
  {names: ['pdf2image'], build: [], run: ['poppler-utils'], because: 'calls the program'},
  {names: ['pyodbc'], build: [], run: ['unixodbc'], because: 'its wheel loads the driver manager by name'},
];

/** Packages that have wheels, at a version from before there was one for the project's Python. */
const outdated: readonly Row[] = [
  {names: ['psycopg2-binary'], build: [...compiler, 'libpq-dev'], run: ['libpq5'], because: 'from its source it links libpq'},
  {names: ['cffi'], build: [...compiler, 'libffi-dev'], run: [], because: 'links libffi, which is there with Python'},
  {names: ['lxml'], build: [...compiler, 'libxml2-dev', 'libxslt1-dev'], run: ['libxml2', 'libxslt1.1'], because: 'links both'},
  {
    names: ['pillow'],
    build: [...compiler, 'libfreetype-dev', 'libjpeg-dev', 'zlib1g-dev'],
    run: ['libfreetype6', 'libjpeg62-turbo'],
    because: 'links the libraries of the formats',
  },
  {names: ['greenlet'], build: [...compiler, 'g++'], run: [], because: 'is C++'},
];

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
  const gis = project.django.apps.includes('django.contrib.gis') ? ['gdal-bin'] : [];
  return unique([...rowsFor(project).flatMap(({run}) => run), ...gis, ...asked.filter(name => !forBuilding.test(name))]);
}

function rowsFor(project: Project): readonly Row[] {
  const {dependencies, lock} = project;
  const required = [...dependencies.production, ...dependencies.development].flatMap(({requirements}) => requirements);
  const locked = dependencies.pinned ? [] : [...(lock?.production ?? []), ...(lock?.development ?? [])];
  // What devenv adds brings its own library where its binary extra says so.
  const added = additionsFor(project).flatMap(({requirement}) => (requirement.includes('[binary]') ? [] : [requirement]));
  const names = new Set([...required.map(({name}) => name), ...[...locked, ...added].map(line => line.replace(/[\s=@[].*$/, ''))]);
  const carried =
    required.some(({name, extras}) => name === 'psycopg' && extras.includes('binary')) ||
    names.has('psycopg-binary') ||
    names.has('psycopg-c');
  if (carried) names.delete('psycopg');
  const built = withoutWheel(project);
  return [
    ...rows.filter(row => row.names.some(name => names.has(name))),
    ...outdated.filter(row => row.names.some(name => built.has(name))),
  ];
}

function usesGit({dependencies}: Project): boolean {
  const files = [...dependencies.production, ...dependencies.development];
  return files.some(({content, text}) => /\bgit\+|\bgit = ["']|\bgit:\/\//.test(text ?? content));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
