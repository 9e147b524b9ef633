import type {Proof} from './proof';

/** A line of a guide or a recipe that fills the database. */
export interface Documented {
  /** Fixtures that it loads, relative to the root. */
  readonly fixtures: readonly string[];
  /** Else the command that it runs. */
  readonly command: string | null;
  readonly where: Proof;
}
