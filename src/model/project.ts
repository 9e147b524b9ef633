import type {AbsentSettings, StandIn} from './absent-settings';
import type {Assets, UnmadeAssets} from './assets';
import type {Conditions} from './condition';
import type {Database, ServedEngine} from './database';
import type {Dependencies} from './dependencies';
import type {Documented} from './documented';
import type {Lock} from './lock';
import type {Loopback} from './loopback';
import type {Messages} from './messages';
import type {Celery, Worker} from './processes';
import type {Dotenv} from './dotenv';
import type {Proof} from './proof';

/** What the code of a repository says about itself. Nothing in it was executed to find out. */
export interface Project {
  /** Absolute real path of the root. */
  readonly root: string;
  /** Name as people say it: devenv.yaml's `name`, else the root directory's. */
  readonly name: string;
  /** Name made safe for Docker plus a hash of the root's real path: two clones never meet. */
  readonly id: string;
  /** Directory of manage.py relative to the root; "" when it is the root. */
  readonly workdir: string;
  /** Directories that manage.py puts on Python's search path; absent where it does not. */
  readonly importRoots?: readonly string[];
  readonly python: {
    /** "3.11" */
    readonly version: string;
    /** The sentence that explains the choice, contradictions included. */
    readonly why: string;
  };
  readonly dependencies: Dependencies;
  /** What devenv.lock pins; null where there is none. */
  readonly lock: Lock | null;
  readonly django: Django;
  readonly database: Database;
  /** Whether the settings or the requirements use Redis. */
  readonly redis: boolean;
  /** The login and virtual host that the settings reach RabbitMQ with; null where the broker is none. */
  readonly rabbitmq: {readonly user: string; readonly password: string; readonly vhost: string} | null;
  /** Whether a cache of the settings is memcached. */
  readonly memcached: boolean;
  /** Stores that the code looks for on this machine in its own text, which no variable changes. */
  readonly loopback: readonly Loopback[];
  readonly celery: Celery | null;
  /** Other commands that run beside the web server, such as `manage.py rqworker`. */
  readonly workers: readonly Worker[];
  readonly static: {readonly url: string; readonly root: string | null};
  readonly media: {readonly url: string; readonly root: string | null};
  /** Directories that the settings have files opened in, relative to the root. */
  readonly directories: readonly string[];
  readonly logs: Logs;
  /** The directories where the image is built, without the variable that chooses the engine: SQLite's; absent where there are no more. */
  readonly buildDirectories?: readonly string[];
  /** A front end whose files the pages need; null where there is none. */
  readonly assets: Assets | null;
  /** What the settings want of a front end that was not found; absent where nothing is missing. */
  readonly unmade?: UnmadeAssets;
  /** Translations to compile; null where there are none. */
  readonly messages: Messages | null;
  /** Debian packages that the project's own image installs: those that are installed here where the base has them, and the others. */
  readonly debian: {readonly packages: readonly string[]; readonly others: readonly string[]};
  /** Directory of a static home page, relative to the root. */
  readonly homepage: string | null;
  /** ALLOWED_HOSTS where the code itself lists them; else empty. */
  readonly hosts: readonly string[];
  /** Environment variables that the settings read. */
  readonly variables: readonly Variable[];
  /** What the project's own samples (.env.example and the like) and compose files for development say for those variables. */
  readonly samples: Readonly<Record<string, string>>;
  /** Settings files that each person writes and git does not have. */
  readonly absentSettings: readonly AbsentSettings[];
  /** Installed packages whose settings are the project's too; absent where there are none. */
  readonly borrowed?: readonly BorrowedPackage[];
  /** Those that are copied from a sample, which is read in their place; absent where there are none. */
  readonly standIns?: readonly StandIn[];
  /** Names by which the project's own compose file calls the stores, by devenv's name for them. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** The .env files that the settings and the project's own Compose file read, weakest first; absent where there is none. */
  readonly dotenv?: readonly Dotenv[];
  /** Fixtures to load on a fresh database, relative to the root. */
  readonly fixtures: readonly string[];
  /** All fixtures but those of tests. */
  readonly fixtureFiles: readonly string[];
  /** Data that the repository's guides and recipes load, which nobody asked devenv to load. */
  readonly documented: readonly Documented[];
  /** Commands that run once after the migrations: those of devenv.yaml, and what the settings' caches need. */
  readonly afterMigrate: readonly (readonly string[])[];
  readonly migrations: {
    readonly files: readonly string[];
    /** Over the files' content and INSTALLED_APPS: another hash means that `migrate` has something to look at. */
    readonly hash: string;
  };
  readonly test: {
    readonly command: readonly string[];
    /** Arguments by which the project's own pipelines choose among the tests: what runs where nobody chooses. */
    readonly selection: readonly string[];
    /** The settings module that tests want; null where it is the project's own. */
    readonly settings: string | null;
    /** The class of django-configurations that tests want; absent where it is the one of development. */
    readonly configuration?: string;
  };
  readonly git: {readonly commit: string; readonly dirty: boolean} | null;
  /** The engines that development and production run on: the images of both have their drivers. */
  readonly engines: readonly ServedEngine[];
  /** What the settings module for production says instead; null where it is the one of development. */
  readonly production: ProductionFacts | null;
  /** Keys are the fact's path in this type, such as "python" or "django.settings". */
  readonly proofs: Readonly<Record<string, readonly Proof[]>>;
}

/** Facts that follow from the settings module; `settings` is its dotted name. */
export type ProductionFacts = Pick<Project, Followed> & {readonly settings: string};
type Followed =
  'celery' | 'database' | 'hosts' | 'logs' | 'loopback' | 'media' | 'memcached' | 'rabbitmq' | 'redis' | 'static' | 'variables' | 'workers';

/** Where the settings have logs opened; paths are relative to the root, or absolute. */
export interface Logs {
  /** Directories with nothing else in them. */
  readonly directories: readonly string[];
  /** Files beside others. */
  readonly beside: readonly string[];
  /** Whether there are others, of which reading does not tell the place. */
  readonly unknown: boolean;
  /** What .gitignore leaves out as logs, as lines of a .dockerignore. */
  readonly ignored: readonly string[];
}

/** A package that the settings take everything from. */
export interface BorrowedPackage {
  /** The module at its top, such as "framework". */
  readonly name: string;
  /** Whether its text is at hand. */
  readonly isRead: boolean;
  readonly where: Proof;
}

export interface Django {
  /** Pinned version, null where no pin says. */
  readonly version: string | null;
  /** The release whose startproject wrote the settings, as they say themselves, such as "5.2"; null where they do not. */
  readonly generated: string | null;
  /** Path of manage.py relative to the root. */
  readonly manage: string;
  /** Dotted name of the settings module. */
  readonly settings: string;
  /** Classes of django-configurations: the one that manage.py names, and the one for production; null without. */
  readonly configuration: {readonly development: string; readonly production: string} | null;
  /** "package.wsgi:application" */
  readonly wsgi: string | null;
  readonly asgi: string | null;
  /** Which of the two serves the project, and the sentence that explains it. */
  readonly server: {readonly kind: 'wsgi' | 'asgi'; readonly why: string};
  readonly apps: readonly string[];
  /** Path prefix of the admin in the root URL configuration, such as "/admin/". */
  readonly admin: string | null;
}

export interface Variable {
  readonly name: string;
  /** True where reading it without a value raises. */
  readonly required: boolean;
  /** The branches that raise without a value, each by what leads there; absent where no branch alone does. */
  readonly when?: readonly Conditions[];
  /** The default as text, null where there is none or it is not a literal. */
  readonly default: string | null;
  /** True where the code works its default out, such as `not DEBUG`. */
  readonly computed?: true;
  /** True where a library reads it that is not known here: it may fail without a value. */
  readonly opaque?: true;
  /** What the code makes of the text. `list` values are joined by `separator`. */
  readonly cast: 'text' | 'bool' | 'truthy' | 'int' | 'list' | 'json' | 'url';
  readonly separator: string | null;
  /** The one text that a `bool` takes for true, such as "1" or "TRUE"; absent where the usual spellings do. */
  readonly truth?: string;
  /** Whose words for true and false a `bool` knows; absent where the code compares the text by itself. */
  readonly rule?: 'django-environ' | 'environs' | 'decouple' | 'strtobool';
  /** The texts that such code compares a `bool` with; absent where it does not. */
  readonly accepts?: readonly string[];
  /** A text that stands for no value where the code would refuse the usual placeholder of its cast; absent where it takes that. */
  readonly neutral?: string;
  /** The texts that the code compares a required one with that is no flag; absent where it does not. */
  readonly compared?: readonly string[];
  /** The text by which the settings come to what they are in development, where it names an environment. */
  readonly development?: string;
  /** Whether the comparison makes no difference between upper and lower case. */
  readonly foldsCase?: true;
  /** True where the code that reads it may not be reached, or catches its failure. */
  readonly guarded?: boolean;
  /**
   * The setting that it ends up in: "SECRET_KEY", "DATABASES.default.HOST", "DATABASES.default" for a URL; null where that is not seen.
   * A part of a URL that the code puts together says which: "CELERY_BROKER_URL.HOST", ".PORT", ".USER", ".PASSWORD", ".NAME", ".SCHEME", else ".PART";
   * ".BASE" is a URL that it gives a path.
   */
  readonly feeds: string | null;
  readonly where: Proof;
  /** The other places that read it; absent where there is one alone. */
  readonly also?: readonly Proof[];
}
