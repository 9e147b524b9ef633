/** Translations that have to be compiled before gettext reads them. */
export interface Messages {
  /** Directories with a directory a language, relative to the root; "" is the root. */
  readonly directories: readonly string[];
  /** Whether git ignores what is compiled: only then it is put into the work tree. */
  readonly ignored: boolean;
}
