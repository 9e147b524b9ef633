import type {Proof} from './proof';

/** What reads a .env file, each by a grammar of its own. */
export type DotenvReader = 'django-environ' | 'environs' | 'python-dotenv' | 'decouple' | 'compose';

/** A .env file that the project reads by itself. */
export interface Dotenv {
  /** Relative to the root. */
  readonly file: string;
  readonly reader: DotenvReader;
  /** Whether its values win over those of the process. */
  readonly overrides: boolean;
  /** Where the project asks for it. */
  readonly where: Proof;
  /** The services of the Compose file that asks for it: hosts that devenv does not have. */
  readonly services?: readonly string[];
}
