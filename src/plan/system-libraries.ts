/** Debian packages that a Python package needs beside its wheel, or without one. */
export interface Row {
  readonly names: readonly string[];
  /** To make it from its source; empty where a wheel exists wherever we run. */
  readonly build: readonly string[];
  /** When it runs. */
  readonly run: readonly string[];
  readonly because: string;
  /** Packages and extras that carry what it needs: not used beside one of them. */
  readonly unless?: readonly string[];
}

/** What a part in C is made with. */
export const compiler = ['gcc', 'libc6-dev'];

/** Packages that have no wheel at all, or load a library by its name. */
export const rows: readonly Row[] = [
  {names: ['psycopg2'], build: [...compiler, 'libpq-dev'], run: ['libpq5'], because: 'published as source only; links libpq'},
  {names: ['psycopg-c'], build: [...compiler, 'libpq-dev'], run: ['libpq5'], because: 'published as source only; links libpq'},
  {
    names: ['psycopg'],
    build: [],
    run: ['libpq5'],
    because: 'without its binary extra it loads libpq by name',
    unless: ['psycopg[binary]', 'psycopg-binary', 'psycopg-c'],
  },
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
  {names: ['pyenchant'], build: [], run: ['libenchant-2-2'], because: 'loads enchant by name, and does not import without it'},
  {names: ['wand'], build: [], run: ['imagemagick'], because: 'loads MagickWand by name, which has another one in each Debian'},
  {
    names: ['pyvips'],
    build: [],
    run: ['libvips42'],
    because: 'without its binary extra it loads libvips by name',
    unless: ['pyvips[binary]', 'pyvips-binary'],
  },
  {names: ['pyodbc'], build: [], run: ['unixodbc'], because: 'its wheel loads the driver manager by name'},
  {
    names: ['gssapi', 'krb5', 'kerberos', 'pykerberos'],
    build: [...compiler, 'libkrb5-dev'],
    run: ['libgssapi-krb5-2'],
    because: 'published as source only',
  },
  {
    names: ['pyicu'],
    build: [...compiler, 'g++', 'libicu-dev', 'pkg-config'],
    run: ['icu-devtools'],
    because: 'published as source only; the library has another name in each Debian',
  },
  {
    names: ['pdftotext'],
    build: [...compiler, 'g++', 'libpoppler-cpp-dev', 'pkg-config'],
    run: ['pdfgrep'],
    because: 'published as source only; the library has another name in each Debian, and comes with this program',
  },
  {names: ['netifaces', 'pycrypto'], build: compiler, run: [], because: 'published as source only'},
  {names: ['dlib'], build: [...compiler, 'g++', 'cmake', 'make'], run: [], because: 'published as source only; built by cmake'},
];

/** Packages that have wheels, at a version from before there was one for the project's Python. */
export const outdated: readonly Row[] = [
  {names: ['psycopg2-binary'], build: [...compiler, 'libpq-dev'], run: ['libpq5'], because: 'from its source it links libpq'},
  {names: ['cffi'], build: [...compiler, 'libffi-dev'], run: [], because: 'links libffi, which is there with Python'},
  {
    names: ['lxml'],
    build: [...compiler, 'libxml2-dev', 'libxslt1-dev'],
    run: ['libxslt1.1'],
    because: 'links both; the first has two names in Debian and comes with the second',
  },
  {
    names: ['pillow'],
    build: [...compiler, 'libfreetype-dev', 'libjpeg-dev', 'zlib1g-dev'],
    run: ['libfreetype6', 'libjpeg62-turbo'],
    because: 'links the libraries of the formats',
  },
  {names: ['greenlet'], build: [...compiler, 'g++'], run: [], because: 'is C++'},
  {names: ['hiredis', 'twisted'], build: compiler, run: [], because: 'has a part in C'},
];
