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
  /** What a person should see before allowing the file: what it does, or what changed. Secrets are masked. Empty when allowed. */
  readonly review: readonly string[];
  /** What the file sets and no service gets: it is about the developer's machine. */
  readonly hostOnly?: readonly Named[];
  /** What has a carriage return at its end because its line does: line ends of Windows. */
  readonly carriageReturns?: readonly Named[];
  /** Present where nothing but files of the project decided the values: no variable of the caller, no shell, no file elsewhere. */
  readonly selfContained?: true;
  /** What `env_vars_required` asks for and the file does not have. */
  readonly required?: readonly Named[];
}

/** A name in a file. */
export interface Named {
  readonly name: string;
  readonly where: Proof;
}

export interface EnvVariable {
  readonly name: string;
  /** null: the file unsets it. */
  readonly value: string | null;
  readonly where: Proof;
  /** Earlier assignments that this one replaced. */
  readonly overrides: readonly Proof[];
}
