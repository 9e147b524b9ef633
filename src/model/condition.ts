/** What the settings ask of a variable before they come to a branch. */
export interface Condition {
  readonly name: string;
  /** The texts that it is compared with; null where it is asked whether it is true. */
  readonly texts: readonly string[] | null;
  /** The answer that leads to the branch. */
  readonly holds: boolean;
}

/** Conditions that hold together. */
export type Conditions = readonly Condition[];
