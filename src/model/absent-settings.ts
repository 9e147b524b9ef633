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
  /**
   * Whether nothing starts before somebody wrote it: manage.py names it, the settings import it and do not go on without,
   * or git ignores it and the settings that are there name no database; else absent.
   */
  readonly unwritten?: true;
}

/** A sample that is copied to where the settings are meant to be: nothing starts without. */
export interface StandIn {
  readonly file: string;
  readonly sample: string;
  /** Text below that of the sample, for what it leaves empty and Django refuses. */
  readonly added: string;
  /** What copies it there, else what asks for the file. */
  readonly where: Proof;
}
