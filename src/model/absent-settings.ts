import type {Proof} from './proof';

/** A settings file that each person writes and git does not have. */
export interface AbsentSettings {
  /** Relative to the root. */
  readonly file: string;
  /** The project's own example of it. */
  readonly sample: string | null;
  /** Whether nothing works without one. */
  readonly needed: boolean;
  /** Where the settings import it. */
  readonly where: Proof;
}
