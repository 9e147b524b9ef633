import type {Step} from './plan';

/** What the doer says while it works. */
export type Event =
  | {readonly kind: 'started'; readonly step: Step; readonly index: number; readonly total: number}
  /** One line of output of the step that runs. */
  | {readonly kind: 'output'; readonly line: string}
  /** Something that a person should read although the step goes on. */
  | {readonly kind: 'notice'; readonly text: string}
  | {readonly kind: 'done'; readonly step: Step; readonly seconds: number}
  | {readonly kind: 'failed'; readonly step: Step; readonly seconds: number};
