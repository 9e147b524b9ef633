import type {Proof} from './proof';

/** A difference between what is imported, listed and locked. */
export interface Drift {
  /**
   * unlisted: imported, and no package that is listed or locked provides it; unlocked: listed, and the lock does not hold
   * it; misfit: the lock, or the production set, holds a version that the listing does not allow; stale: the lock is older than what it was made from.
   */
  readonly kind: 'unlisted' | 'unlocked' | 'misfit' | 'stale';
  /** What differs, without its place. */
  readonly what: string;
  readonly where: Proof;
  /** The command that mends it, or what to write. */
  readonly next: string;
  /** The module that is imported; absent for all but unlisted. */
  readonly module?: string;
  /** Whether only tests import it: what ships need not have it. */
  readonly inTests?: true;
}
