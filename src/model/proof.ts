/** Where a fact was read. */
export interface Proof {
  /** Path relative to the project's root, or absolute outside of it. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}
