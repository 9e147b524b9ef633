/** What is wrong at one place of a configuration file. */
export interface Problem {
  readonly file: string;
  /** Counted from 1, like `column`. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** What to do, where the text does not say it. */
  readonly next?: string;
}
