import type {Proof} from './proof';

interface Pin {
  /** Normalised as PEP 503 says. */
  readonly name: string;
  readonly version: string;
  readonly where: Proof;
}

/** A pin that another one takes the place of. */
export interface Outranked extends Pin {
  /** The pin that holds. */
  readonly other: Pin;
}

/** A file for development or tests that is not installed, as a pin of it contradicts that of another one. */
export interface LeftOut extends Outranked {
  readonly file: string;
}
