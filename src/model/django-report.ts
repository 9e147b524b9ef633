import type {Proof} from './proof';

/** What images/app/check.py says. */
export interface DjangoReport {
  readonly version: string;
  readonly messages: readonly DjangoMessage[];
  /** Apps whose models differ from their migrations, or whose migrations have several ends. */
  readonly migrations: readonly {
    readonly app: string;
    /** Whether the app lies in the repository. */
    readonly own: boolean;
    readonly conflict: readonly string[];
    readonly changes: readonly string[];
  }[];
  readonly settings: {
    readonly debug: boolean;
    readonly hosts: readonly string[];
    readonly secret_key: {
      readonly set: boolean;
      readonly weak: boolean;
      /** Where its very text stands in the code; null where it does not. */
      readonly written: Proof | null;
    };
    /** Where each is set, as far as a line tells. */
    readonly places: Readonly<Record<'DEBUG' | 'SECRET_KEY' | 'ALLOWED_HOSTS', Proof | null>>;
  };
}

/** A message of Django's system checks. */
export interface DjangoMessage {
  readonly id: string | null;
  /** 20 for information, 30 for a warning, 40 for an error, 50 for a critical one. */
  readonly level: number;
  readonly text: string;
  readonly hint: string | null;
  readonly object: string | null;
  readonly where: Proof | null;
}
