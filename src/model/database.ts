/** Where a value of the settings comes from. */
export type Source =
  | {readonly from: 'literal'; readonly value: string}
  | {readonly from: 'variable'; readonly name: string; readonly default: string | null}
  | {readonly from: 'unknown'};

/** A database that devenv runs a server for, as Django calls its vendor: MariaDB is `mysql` too. */
export type ServedEngine = 'postgresql' | 'mysql';

export interface Database {
  /** The engine that development runs on; `null` where the settings have no database that we can serve. */
  readonly engine: ServedEngine | 'sqlite' | null;
  /** Which of the two servers that speak MySQL the project's own compose file or CI names; absent where none is named. */
  readonly server?: 'mysql' | 'mariadb';
  /** Whether any alternative of the settings, such as that of tests, is SQLite with SpatiaLite; absent where none is. */
  readonly spatialite?: true;
  /** Parts of DATABASES["default"] by key (ENGINE, NAME, USER, PASSWORD, HOST, PORT), or URL where one variable gives all. */
  readonly parts: Readonly<Record<string, Source>>;
  /** Values of variables that choose the engine, such as DB=postgres, where the settings' own default is another one. */
  readonly switches: Readonly<Record<string, string>>;
  /** Version that the project's own compose file or CI names, such as "15" of Postgres or "10.11" of MariaDB. */
  readonly version: string | null;
  /** Extensions that settings and migrations need, such as "postgis" or "citext". */
  readonly extensions: readonly string[];
  /** Whether the settings may ask for an encrypted connection; absent where they say nothing of it. */
  readonly tls?: true;
  /** Further entries of DATABASES that the same engine serves. */
  readonly others: readonly {readonly alias: string; readonly parts: Readonly<Record<string, Source>>}[];
}
