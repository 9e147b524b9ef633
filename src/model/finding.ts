import type {Proof} from './proof';

/** One thing that was looked at, and what mends it. */
export interface Finding {
  readonly what: string;
  readonly state: 'good' | 'doubtful' | 'bad';
  readonly detail: string;
  /** A command, or a sentence; null where nothing has to be done. */
  readonly next: string | null;
  readonly where?: Proof;
}
