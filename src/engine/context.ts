import type {Event} from '../model/event';
import type {Proof} from '../model/proof';
import type {Endpoint} from './connect';

/** What every step needs of the world. */
export interface Context {
  readonly endpoint: Endpoint;
  /** Absolute path of the project. */
  readonly root: string;
  /** Absolute path of .devenv. */
  readonly directory: string;
  /** Ends when a person interrupts. */
  readonly signal: AbortSignal;
  readonly tell: (event: Event) => void;
  /** Where a package is pinned, production first, to name the line of a pin that does not exist. */
  readonly pinsOf: (name: string) => readonly Proof[];
  /** The lines of the dependency files that have a text in them, production first. */
  readonly linesWith: (text: string) => readonly Proof[];
  /** Variables that the dependency files refer to, as `${TOKEN}`. */
  readonly named: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Compose project of what is run now; absent where it is the one that the Compose file names. */
  readonly composeProject?: string;
}

/** Tells a line of output of the running step. */
export function say(context: Context, line: string): void {
  context.tell({kind: 'output', line});
}
