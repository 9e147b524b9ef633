import type {LeftOut, Outranked} from './left-out';

export interface Dependencies {
  /** Files of the production set in the order they are installed, includes among them. */
  readonly production: readonly DependencyFile[];
  /** Files that development and tests add. */
  readonly development: readonly DependencyFile[];
  /** What the sets take of files that hold several. */
  readonly parts: {readonly production: Parts; readonly development: Parts};
  /** Whether the files pin all that is installed; where they do not, devenv.lock does. */
  readonly pinned: boolean;
  /** Files for development that contradict others and are not installed; absent where there are none. */
  readonly leftOut?: readonly LeftOut[];
  /** Pins for development in whose place those of production are installed; absent where there are none. */
  readonly outranked?: readonly Outranked[];
  /** Files for development that ship as well, and the app of the settings that only they have; absent where none do. */
  readonly alsoShipped?: {readonly files: readonly string[]; readonly app: string};
  /** Directories of packages in the repository itself, relative to the root. */
  readonly local: readonly string[];
}

/** A list of pins that a tool compiled from other files, as the list itself says. */
export interface Compilation {
  /** Relative to the root. */
  readonly file: string;
  readonly tool: 'pip-compile' | 'uv';
  /** Where its command was given, relative to the root: options name paths as seen from there. */
  readonly directory: string;
  readonly options: readonly string[];
  /** What it was made from: entries are what the command names, the others what these include. */
  readonly sources: readonly DependencyFile[];
  /** All files that its command reads, those that options name among them. */
  readonly reads: readonly string[];
}

/** Extras and dependency groups of a file, by name. */
export interface Parts {
  readonly extras: readonly string[];
  readonly groups: readonly string[];
}

export type LockKind = 'uv.lock' | 'poetry.lock' | 'pdm.lock' | 'Pipfile.lock' | 'pylock.toml';

export interface DependencyFile {
  /** Relative to the root. */
  readonly file: string;
  readonly kind: 'requirements' | LockKind | 'pyproject.toml' | 'Pipfile' | 'setup';
  /** False for a file that is only read together with another one. */
  readonly entry: boolean;
  readonly content: string;
  /** What it asks for as a requirements file; null for a lock of another tool and for a file beside one. */
  readonly text: string | null;
  readonly requirements: readonly Requirement[];
}

export interface Requirement {
  /** Normalised as PEP 503 says. */
  readonly name: string;
  /** The version of an exact pin, else null. */
  readonly version: string | null;
  readonly extras: readonly string[];
  /** What the name must satisfy, such as ">=4.2,<5". */
  readonly specifier: string;
  /** Counted from 1. */
  readonly line: number;
}
