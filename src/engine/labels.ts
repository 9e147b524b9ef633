import type {Context} from './context';

/** The labels of the containers that a generated Compose file describes. */
export function projectLabels(context: Context, composition: string): readonly string[] {
  const mode = composition.includes('production') ? 'production' : 'development';
  return [`devenv.root=${context.root}`, `devenv.mode=${mode}`];
}
