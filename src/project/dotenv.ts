import type {Dotenv} from '../model/dotenv';
import {listEnvFiles} from './env-files';
import type {Manage} from './manage';
import {join, parent} from './python-source/path';
import type {DjangoSettingsModule} from './settings';
import type {Tree} from './tree';

/**
 * The .env files that the project itself reads, weakest first: by its settings, where the first file that has a name wins
 * unless a later one overrides, by manage.py before them, then by its own Compose file, which gives them to the process
 * before anything runs.
 * @param known names of its services that devenv's own answer to
 */
export function findDotenv(
  tree: Tree,
  manage: Pick<Manage, 'file' | 'workdir'>,
  {program}: DjangoSettingsModule,
  known: readonly string[],
): readonly Dotenv[] {
  const read = [...program.dotenvs.values()];
  const services = (names: readonly string[]) => names.filter(name => !known.includes(name));
  return [
    ...read.filter(({overrides}) => !overrides).reverse(),
    ...loadedBy(tree, manage.file),
    ...listEnvFiles(tree, manage.workdir).map(file => ({...file, services: services(file.services ?? [])})),
    ...read.filter(({overrides}) => overrides),
  ];
}

/** `load_dotenv()` anywhere in manage.py: the nearest .env from there upwards. */
function loadedBy(tree: Tree, manage: string): readonly Dotenv[] {
  const lines = (tree.read(manage) ?? '').split('\n');
  const at = lines.findIndex(line => /^\s*(dotenv\.)?load_dotenv\(\s*(find_dotenv\(\s*\)\s*)?\)/.test(line));
  const found = at < 0 ? undefined : upwards(parent(manage)).find(file => tree.exists(file));
  return found === undefined ? [] : [{file: found, reader: 'python-dotenv', overrides: false, where: {file: manage, line: at + 1}}];
}

function upwards(directory: string): readonly string[] {
  return [join(directory, '.env'), ...(directory === '' ? [] : upwards(parent(directory)))];
}
