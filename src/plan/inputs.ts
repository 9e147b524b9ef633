import type {BuiltAssets} from '../model/assets';
import type {Catalog} from '../model/catalog';
import type {Env} from '../model/env';
import type {Mode} from '../model/mode';
import type {Observed} from '../model/observed';
import type {Project} from '../model/project';
import type {Settings} from '../model/settings';

/** Everything that a decision may depend on. */
export interface Inputs {
  readonly settings: Settings;
  readonly project: Project;
  readonly env: Env;
  readonly catalog: Catalog;
  readonly observed: Observed;
  readonly mode: Mode;
  /** The invoking user: files made inside belong to them. */
  readonly user: {readonly uid: number; readonly gid: number};
  /** Hash of the work tree as a build sees it; null where no image with code is asked for. */
  readonly tree: string | null;
  /** Hash of what the front end is made from, and its last build; null where the project has none. */
  readonly assets: {readonly tree: string; readonly built: BuiltAssets | null} | null;
  /** Text of the project's own .dockerignore. */
  readonly ignore: string | null;
  /** Content hash of each of the project's fixtures. */
  readonly fixtureHashes: Readonly<Record<string, string>>;
  /** Directories of the project that the settings have files opened in and that are not there. */
  readonly absentDirectories: readonly string[];
  /** The packages that the code seems to need, where no file lists any; else absent. */
  readonly needed?: readonly string[];
  /** Whether the database is an SQLite file that is not there (any more). */
  readonly databaseGone: boolean;
}
