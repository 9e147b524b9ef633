import type {Lock} from './lock';
import type {Mode} from './mode';

/** What will be done, in order. `up --dry-run` prints the very value that `up` performs. */
export interface Plan {
  readonly project: string;
  readonly mode: Mode;
  readonly steps: readonly Step[];
}

/** Every step says why; a step that loses data says what. */
export type Step = Action & {
  /** The reason that a person would accept. */
  readonly because: string;
  /** What would be lost; the command asks before it performs such a step. */
  readonly destroys?: string;
};

/** `record` names what is recorded of one database; a `volume` may hold several. */
export type Action =
  | {readonly do: 'write-files'; readonly files: readonly GeneratedFile[]}
  /** Makes empty directories in the work tree, relative to the root. */
  | {readonly do: 'make-directories'; readonly directories: readonly string[]}
  /** Copies a file of the work tree to where there is none, with a text below its own. */
  | {readonly do: 'copy-file'; readonly from: string; readonly to: string; readonly added: string}
  | {readonly do: 'bootstrap-base'; readonly image: string; readonly suite: string; readonly script: string; readonly labels: Labels}
  | {
      readonly do: 'build-base';
      readonly image: string;
      readonly base: string;
      readonly context: string;
      readonly suite: string;
      readonly interpreter: BaseInterpreter | null;
      readonly labels: Labels;
    }
  | {
      readonly do: 'build-image';
      readonly image: string;
      readonly target: string;
      readonly apt: AptSource | null;
      readonly labels: Labels;
      /** What the front end in it is made from; null where it has none. */
      readonly assets: string | null;
    }
  /** Builds the front end in a directory into .devenv/assets, and into the work tree too where development needs it there. */
  | {
      readonly do: 'build-assets';
      readonly directory: string;
      readonly inputs: string;
      readonly toTree: boolean;
      readonly apt: AptSource | null;
    }
  /** Takes the text of packages that the settings borrow from into .devenv, where the next reading finds it. */
  | {readonly do: 'borrow'; readonly inputs: string; readonly apt: AptSource | null}
  /** Resolves what the project's files leave open, and writes devenv.lock; what it had stays where it still fits. */
  | {
      readonly do: 'lock';
      readonly header: Pick<Lock, 'inputs' | 'python' | 'asOf'>;
      readonly production: readonly string[];
      readonly development: readonly string[];
      readonly images: Lock['images'];
      readonly apt: AptSource | null;
    }
  /** Pins official images by digest in devenv.lock. */
  | {readonly do: 'lock-images'; readonly images: readonly string[]}
  /** Has the tools of files of pins make them anew. */
  | {readonly do: 'relock'; readonly files: readonly string[]; readonly apt: AptSource | null}
  /** Wakes `paused`, creates or replaces what differs, starts what is stopped, restarts `restart`, and waits until all are healthy. */
  | {
      readonly do: 'start-services';
      readonly composition: string;
      readonly services: readonly string[];
      readonly paused: readonly string[];
      readonly restart: readonly string[];
    }
  | {
      readonly do: 'prepare-database';
      readonly composition: string;
      readonly client: SqlClient;
      readonly sql: readonly string[];
      readonly volume: string;
      readonly record: string;
      readonly hash: string;
    }
  | {
      readonly do: 'migrate';
      readonly composition: string;
      readonly vendor: string;
      /** All pending migrations in one transaction, so that a failure leaves the database as before. */
      readonly atomic: boolean;
      readonly volume: string;
      readonly record: string;
      readonly hash: string;
      readonly files: readonly string[];
    }
  | {
      readonly do: 'load-fixture';
      readonly composition: string;
      readonly file: string;
      readonly path: string;
      readonly volume: string;
      readonly record: string;
      readonly hash: string;
    }
  /** A command of the project's own after its migrations, once for its text and that very volume. */
  | {
      readonly do: 'run-command';
      readonly composition: string;
      readonly command: readonly string[];
      readonly volume: string;
      readonly record: string;
      readonly hash: string;
    }
  | {readonly do: 'remove-containers'; readonly composition: string; readonly services: readonly string[]}
  | {readonly do: 'remove-images'; readonly images: readonly string[]}
  /** `last` are services that others use: a worker that ends needs its broker. */
  | {readonly do: 'remove-project'; readonly project: string; readonly last: readonly string[]; readonly volumes: boolean}
  | {
      readonly do: 'run-tests';
      readonly composition: string;
      /** Compose project of the first of several runs at the same time. */
      readonly composeProject: string;
      readonly stores: readonly string[];
      readonly client: SqlClient;
      /** Empty where the tests need no database of a server. */
      readonly sql: readonly string[];
      readonly command: readonly string[];
    }
  /** Django's own checks in a container without a network; what they find is told line by line. */
  | {readonly do: 'run-check'; readonly composition: string; readonly command: readonly string[]}
  | {readonly do: 'push-image'; readonly image: string; readonly reference: string};

/** The program in the container of `db` that takes statements. */
export type SqlClient = 'psql' | 'mysql';

/** A Python of this machine and what the official image has beside it. */
export interface BaseInterpreter {
  readonly version: string;
  readonly directory: string;
  /** Requirements such as "pip==21.3.1". */
  readonly tools: readonly string[];
}

/** Where a build on our own base images takes Debian packages from. */
export interface AptSource {
  readonly suite: string;
  /** Directory of the scripts that tell this machine's sources. */
  readonly scripts: string;
}

export interface GeneratedFile {
  /** Relative to .devenv. */
  readonly path: string;
  readonly content: string;
  /** 0o600 for a file that holds values. */
  readonly mode: number;
}

export type Labels = Readonly<Record<string, string>>;
