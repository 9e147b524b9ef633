import type {Proof} from './proof';

/** A front end that makes files which the pages need. */
export interface Assets {
  /** Directory of package.json relative to the root; "" when it is the root. */
  readonly directory: string;
  readonly node: {
    /** "20.11.1", or "20" for the newest of that release. */
    readonly version: string;
    readonly why: string;
  };
  readonly manager: PackageManager;
  /** Files and directories that the installation reads, relative to the directory; null where it may read any. */
  readonly manifests: readonly string[] | null;
  /** A line for a shell in the directory. */
  readonly command: string;
  /** What it makes, relative to the root; null: the files that it writes. */
  readonly output: readonly string[] | null;
  /** Installed packages that Django serves as they are, relative to the root: "node_modules", "web/node_modules/bootstrap"; absent where none is. */
  readonly packages?: readonly string[];
  /** True where a package comes from a git repository. */
  readonly usesGit?: boolean;
}

/** Places of a front end's files that the settings name, which are not there and which nothing that was found makes. */
export interface UnmadeAssets {
  /** Relative to the root, the first one first. */
  readonly paths: readonly string[];
  /** Where the settings name the first. */
  readonly where: Proof;
  /** The likeliest directory of package.json, and a command that builds there; null where there is none. */
  readonly from: {readonly directory: string; readonly command: string} | null;
}

export interface PackageManager {
  readonly name: 'npm' | 'yarn' | 'pnpm';
  /** What npm installs to have it; null where Node brings it. */
  readonly tool: string | null;
  /** The oldest major release of npm that reads its lock; absent where any does. */
  readonly oldest?: number;
  /** True where the project's configuration of yarn names a file of it that is not there. */
  readonly ignoresPath?: boolean;
  /** Installs what the lock says, exactly; without a lock what package.json says. */
  readonly install: string;
}

/** What is recorded of the last build of the front end. */
export interface BuiltAssets {
  /** Hash of what it was made from. */
  readonly inputs: string;
  /** What it made, relative to the root. */
  readonly files: readonly string[];
  /** Whether the work tree has them. */
  readonly placed: boolean;
  /** True where that build failed; the files are then those of the one before it. */
  readonly failed?: boolean;
}

/** Label of an image that was built although its front end could not be. */
export const lackingLabel = 'devenv.lacks';
