/** One simple command of a shell file. */
export interface Command {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly words: readonly Word[];
}

export interface Word {
  /** The name, where the word is NAME=value; `parts` are the value then. */
  readonly assigns: string | null;
  readonly parts: readonly Part[];
  /** Whether bash takes the word as it is, outside of an assignment: it splits some words and matches others against files. */
  readonly whole: boolean;
}

export type Part =
  | {readonly kind: 'text'; readonly text: string}
  /** An unquoted ~: the home directory. */
  | {readonly kind: 'home'}
  | {readonly kind: 'variable'; readonly name: string; readonly fallback: Fallback | null};

export interface Fallback {
  /** Used where the variable is unset, or also where it is empty; or where it is set, or has a text. */
  readonly when: 'unset' | 'empty' | 'set' | 'text';
  readonly parts: readonly Part[];
}
