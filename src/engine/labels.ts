import type {Mode} from '../model/mode';
import type {Context} from './context';

/** The labels of the containers that a generated Compose file describes. */
export function projectLabels(context: Context, composition: string): readonly string[] {
  return [`devenv.root=${context.root}`, `devenv.mode=${modeOf(composition)}`];
}

export function modeOf(composition: string): Mode {
  return composition.includes('production') ? 'production' : 'development';
}
