import type {Proof} from './proof';

/** A settings file that each person writes and git does not have. */
export interface AbsentSettings {
  /** Relative to the root. */
  readonly file: string;
  /** The project's own example of it. */
  readonly sample: string | null;
  /** Whether nothing works without one. */
  readonly needed: boolean;
  /** Where the settings import it, or where git is told to ignore it. */
  readonly where: Proof;
  /** Whether nothing starts before somebody wrote it: manage.py names it, or the settings that are there name no database; else absent. */
  readonly unwritten?: true;
}
