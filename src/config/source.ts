/** A configuration file that is there. */
export interface Source {
  /** Relative to the root. */
  readonly file: string;
  readonly bytes: Uint8Array;
}
