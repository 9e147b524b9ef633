import type {Proof} from './proof';

/** The variables of one mode's file: `.envrc` in development, `.server.envrc` in production. */
export interface Env {
  /** Relative to the root; null where there is no such file. */
  readonly file: string | null;
  readonly trust: 'none' | 'allowed' | 'denied' | 'unknown' | 'changed';
  /** sha256 over the file and everything it loads; "" without a file. */
  readonly hash: string;
  /** In file order, the last assignment of a name only. Empty unless allowed. */
  readonly variables: readonly EnvVariable[];
  readonly warnings: readonly string[];
}

export interface EnvVariable {
  readonly name: string;
  /** null: the file unsets it. */
  readonly value: string | null;
  readonly where: Proof;
  /** Earlier assignments that this one replaced. */
  readonly overrides: readonly Proof[];
}
