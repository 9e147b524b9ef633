import type {Proof} from './proof';

/** Exit codes of the command line; docs/exit-codes.md explains each. */
export const exitCodes = {
  'failed': 1,
  'usage': 2,
  'no-engine': 3,
  'build-failed': 4,
  'unhealthy': 5,
  'migration-failed': 6,
  'env': 7,
  'push-refused': 8,
  'would-lose-data': 9,
  'timeout': 124,
  'interrupted': 130,
  'terminated': 143,
} as const;

export type Code = keyof typeof exitCodes;

/**
 * A failure that a person can act on: what happened, where, what to do next.
 * A plain Error means a bug of ours.
 */
export class DevenvError extends Error {
  override readonly name = 'DevenvError';
  readonly code: Code;
  readonly where: Proof | null;
  /** What to do, each line a sentence or a command to paste. */
  readonly next: readonly string[];
  /** Lines of a log that show the cause. */
  readonly detail: readonly string[];
  /** The exit code, where it is another than the code's own: a command of the user's passes its own on. */
  readonly exit: number;
  /** Whether nothing is wrong with the project: what was in the way came by chance, and the same planned anew goes around it. */
  readonly again: boolean;

  constructor(code: Code, what: string, options: Circumstances = {}) {
    super(what, {cause: options.cause});
    this.code = code;
    this.where = options.where ?? null;
    this.next = options.next ?? [];
    this.detail = options.detail ?? [];
    this.exit = options.exit ?? exitCodes[code];
    this.again = options.again ?? false;
  }
}

interface Circumstances {
  readonly where?: Proof | null;
  readonly next?: readonly string[];
  readonly detail?: readonly string[];
  readonly exit?: number;
  readonly again?: boolean;
  readonly cause?: unknown;
}
