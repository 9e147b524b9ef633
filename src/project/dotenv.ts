import type {Dotenv} from '../model/dotenv';
import {listEnvFiles} from './env-files';
import type {DjangoSettingsModule} from './settings';
import type {Tree} from './tree';

/**
 * The .env files that the project itself reads, weakest first: by its settings, where the first file that has a name wins
 * unless a later one overrides, then by its own Compose file, which gives them to the process before anything runs.
 * @param known names of its services that devenv's own answer to
 */
export function findDotenv(tree: Tree, workdir: string, {program}: DjangoSettingsModule, known: readonly string[]): readonly Dotenv[] {
  const read = [...program.dotenvs.values()];
  return [
    ...read.filter(({overrides}) => !overrides).reverse(),
    ...listEnvFiles(tree, workdir).map(file => ({...file, services: (file.services ?? []).filter(name => !known.includes(name))})),
    ...read.filter(({overrides}) => overrides),
  ];
}
