/**
 * What a compiler or a setup script says is missing, and the Debian packages that have it: to build, and the library
 * that what was built loads. Those of OpenSSL, libffi and zlib are in every image with Python.
 */
interface Row {
  readonly says: RegExp;
  readonly packages: readonly string[];
  readonly run?: readonly string[];
}

const compiler = ['gcc', 'libc6-dev'];

const rows: readonly Row[] = [
  {says: /libpq-fe\.h|pg_config(?: executable)? not found|pg_config is required/, packages: [...compiler, 'libpq-dev'], run: ['libpq5']},
  {
    says: /mysql\.h|mysql_config|Can not find valid pkg-config name|mysqlclient.*not found/,
    packages: [...compiler, 'default-libmysqlclient-dev', 'pkg-config'],
    run: ['libmariadb3'],
  },
  {says: /Python\.h/, packages: [...compiler, 'python3-dev']},
  {says: /ffi\.h/, packages: [...compiler, 'libffi-dev']},
  {says: /openssl\/\w+\.h|Could not find directory of OpenSSL/, packages: [...compiler, 'libssl-dev']},
  {
    says: /libxml\/\w+\.h|xml2-config|libxslt|Please make sure the libxml2/,
    packages: [...compiler, 'libxml2-dev', 'libxslt1-dev'],
    run: ['libxslt1.1'],
  },
  {
    says: /xmlsec\/\w+\.h|Unable to invoke pkg-config|xmlsec1/,
    packages: [...compiler, 'libxmlsec1-dev', 'pkg-config'],
    run: ['xmlsec1'],
  },
  {says: /files could not be found for jpeg|jpeglib\.h/, packages: [...compiler, 'libjpeg-dev', 'zlib1g-dev'], run: ['libjpeg62-turbo']},
  {says: /files could not be found for zlib|zlib\.h/, packages: [...compiler, 'zlib1g-dev']},
  {says: /ldap\.h|lber\.h/, packages: [...compiler, 'libldap2-dev', 'libsasl2-dev'], run: ['ldap-utils']},
  {says: /sasl\/sasl\.h|sasl\.h/, packages: [...compiler, 'libsasl2-dev']},
  {says: /graphviz\/\w+\.h/, packages: [...compiler, 'libgraphviz-dev', 'pkg-config'], run: ['graphviz']},
  {says: /gdal-config|gdal\.h|cpl_\w+\.h/, packages: [...compiler, 'g++', 'libgdal-dev'], run: ['gdal-bin']},
  {says: /geos_c\.h|geos-config/, packages: [...compiler, 'libgeos-dev'], run: ['libgeos-c1v5']},
  {says: /proj(_api)?\.h/, packages: [...compiler, 'libproj-dev'], run: ['proj-bin']},
  {says: /curl-config|curl\/curl\.h/, packages: [...compiler, 'libcurl4-openssl-dev', 'libssl-dev'], run: ['libcurl4']},
  {says: /sqlext\.h|sql\.h/, packages: [...compiler, 'g++', 'unixodbc-dev'], run: ['unixodbc']},
  {says: /magic\.h/, packages: [...compiler, 'libmagic-dev'], run: ['libmagic1']},
  {says: /cairo\.h|Dependency "cairo" not found/, packages: [...compiler, 'libcairo2-dev', 'pkg-config'], run: ['libcairo2']},
  {says: /poppler\/cpp\/[\w-]+\.h/, packages: [...compiler, 'g++', 'libpoppler-cpp-dev', 'pkg-config'], run: ['pdfgrep']},
  {says: /libmemcached\/\w+\.h/, packages: [...compiler, 'libmemcached-dev', 'zlib1g-dev'], run: ['libmemcached11']},
  {says: /snappy-c\.h/, packages: [...compiler, 'libsnappy-dev'], run: ['libsnappy1v5']},
  {says: /yaml\.h/, packages: [...compiler, 'libyaml-dev'], run: ['libyaml-0-2']},
  {says: /sqlite3\.h/, packages: [...compiler, 'libsqlite3-dev'], run: ['libsqlite3-0']},
  {says: /dbus\/dbus\.h|dbus-1/, packages: [...compiler, 'libdbus-1-dev', 'pkg-config'], run: ['libdbus-1-3']},
  {says: /freetype|ft2build\.h/, packages: [...compiler, 'libfreetype-dev'], run: ['libfreetype6']},
  {
    says: /rust compiler|can't find Rust|cargo(?:, the Rust package manager,)? is not installed|cargo: not found/i,
    packages: ['cargo', ...compiler],
  },
  {
    says: /cmake(?: must be installed|: not found| not found| is not installed)|CMake must be installed/,
    packages: ['cmake', 'make', 'g++', ...compiler],
  },
  {says: /(?:command )?['"`]?swig['"`]?(?: failed|: not found|: No such file)/, packages: ['swig', ...compiler]},
  {says: /(?:command )?['"`]?(?:[\w-]*g\+\+|c\+\+)['"`]?(?: failed|: not found|: No such file)/, packages: ['g++', ...compiler]},
  {
    says: /(?:command )?['"`]?(?:[\w-]*gcc|cc)['"`]?(?: failed|: not found|: No such file)|No such file or directory: '[\w-]*gcc'|No working compiler/,
    packages: compiler,
  },
  {says: /git(?: executable)? not found|Git executable not found/, packages: ['git']},
];

interface Missing {
  /** The line of the log. */
  readonly line: string;
  /** Debian packages to build and to run it. */
  readonly packages: readonly string[];
  /** True where the name of the header alone tells its package. */
  readonly guessed?: true;
}

/** What is missing, as a line of a log says; null where none does. */
export function missingLibrary(lines: readonly string[]): Missing | null {
  const failed = lines.filter(line => /no such file|not (found|installed)|error|could not|can ?not|can't|required|failed/i.test(line));
  for (const {says, packages, run = []} of rows) {
    const line = failed.find(one => says.test(one));
    if (line === undefined) continue;
    // A compiler that is there fails for want of a header as well.
    return (packages === compiler ? likelyPackages(failed) : null) ?? {line: line.trim(), packages: [...packages, ...run]};
  }
  return likelyPackages(failed);
}

/** Most headers are in a package that is called as they are: "fuzzy.h" in libfuzzy-dev. */
function likelyPackages(failed: readonly string[]): Missing | null {
  const found = failed.flatMap(line => {
    const name = /fatal error: (?:[\w.+-]+\/)*?(?:lib)?([\w+-]+)\.h(?:pp)?: No such file/.exec(line)?.[1];
    const packages = [...compiler, `lib${(name ?? '').toLowerCase().replaceAll('_', '-')}-dev`];
    return name === undefined ? [] : [{line: line.trim(), packages, guessed: true as const}];
  });
  return found[0] ?? null;
}

/** Libraries that a program asks for when it starts, and the Debian packages that have them. */
const libraries: readonly (readonly [RegExp, string])[] = [
  [/libpq\.so|libpq library/, 'libpq5'],
  [/lib(mariadb|mysqlclient)\w*\.so/, 'libmariadb3'],
  [/libGL\.so/, 'libgl1'],
  [/lib(glib|gthread|gobject)-2/, 'libglib2.0-0'],
  [/libpango/, 'libpangoft2-1.0-0'],
  [/libcairo|cairo-2/, 'libcairo2'],
  [/libmagic/, 'libmagic1'],
  [/libgdal|GDAL library/, 'gdal-bin'],
  [/libgeos_c|GEOS library/, 'libgeos-c1v5'],
  [/libxmlsec1/, 'xmlsec1'],
  [/libe?xslt\.so/, 'libxslt1.1'],
  [/libxml2\.so/, 'libxslt1.1'],
  [/libcurl/, 'libcurl4'],
  [/libodbc/, 'unixodbc'],
  [/lib(ldap|lber)/, 'ldap-utils'],
  [/libmemcached/, 'libmemcached11'],
  [/libzbar|zbar shared library/, 'libzbar0'],
  [/libenchant|enchant C library/, 'libenchant-2-2'],
];

/** The Debian package of a library that a Python error says is not there; null where it says none. */
export function absentLibrary(sentence: string): string | null {
  if (
    !/cannot open shared object|cannot load library|no library called|failed to find|Could not find the|not found|Unable to find/i.test(
      sentence,
    )
  )
    return null;
  return libraries.find(([says]) => says.test(sentence))?.[1] ?? null;
}
