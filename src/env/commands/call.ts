import type {Proof} from '../../model/proof';
import type {Scope} from '../scope';
import type {Word} from '../shell/syntax';

/** A command of the file with its arguments. */
export interface Call {
  readonly scope: Scope;
  readonly where: Proof;
  /** Directory of the file, absolute: where its commands run. */
  readonly directory: string;
  readonly words: readonly Word[];
  /** Evaluates another file here, in a directory or its own; nothing happens where there is none. */
  readonly source: (path: string, directory: string | null) => void;
}
