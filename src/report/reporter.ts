import type {Event} from '../model/event';

/** Tells the events of a plan as they come. */
export interface Reporter {
  readonly tell: (event: Event) => void;
  /** Resolves when all is drawn; after a failure too. */
  readonly end: () => Promise<void>;
}
