import type {Variable} from '../model/project';
import type {Proof} from '../model/proof';
import type {Inputs} from './inputs';
import {toService} from './localhost';
import {provide} from './provide';

/** A value that is given in development only so that the settings can be imported. */
export interface Placeholder {
  readonly name: string;
  readonly value: string;
  /** Where the settings require it. */
  readonly where: Proof;
}

/**
 * Variables that are required and cannot be known, in a project without an `.envrc`, each with a value of the project's
 * own sample or one that is marked. Who has an `.envrc` keeps it complete: there a missing name is an error.
 */
export function placeholdersOf(inputs: Inputs): readonly Placeholder[] {
  if (inputs.mode === 'production' || inputs.env.file !== null) return [];
  // Without an .envrc these are of the project's own .env.
  const read = Object.fromEntries(inputs.env.variables.map(({name, value}) => [name, value ?? undefined]));
  const given = {...read, ...inputs.settings.env, ...inputs.settings.services['web']?.env};
  const open = ({name, required}: Variable): boolean =>
    required && given[name] === undefined && inputs.project.database.switches[name] === undefined;
  return inputs.project.variables
    .filter(variable => open(variable) && provide(inputs, variable) === null)
    .map(variable => ({name: variable.name, value: valueFor(inputs, variable), where: variable.where}));
}

function valueFor(inputs: Inputs, variable: Variable): string {
  const sample = inputs.project.samples[variable.name];
  return sample === undefined ? placeholderFor(variable) : toService(inputs, variable.name, sample);
}

/** By the reader's own cast; a name tells where a library checks the form. `text` stands where neither asks for one. */
export function placeholderFor({name, cast}: Pick<Variable, 'name' | 'cast'>, text: string = byCast.text): string {
  const byName = forms.find(([pattern]) => pattern.test(name));
  if (byName !== undefined && (cast === 'text' || cast === 'url')) return byName[1];
  return cast === 'text' ? text : byCast[cast];
}

const marked = 'devenv-placeholder';

const forms: readonly (readonly [RegExp, string])[] = [
  [/SENTRY|DSN$/, ''],
  // 32 bytes in Base64, as Fernet wants.
  [/FERNET|ENCRYPTION_KEY/, 'ZGV2ZW52LXBsYWNlaG9sZGVyLWRldmVudi1wbGFjZTA='],
  [/EMAIL_URL$/, 'consolemail://'],
  [/CACHE_URL$/, 'locmemcache://'],
  [/EMAIL$|_FROM$/, `${marked}@example.com`],
  [/(URL|URI|ORIGIN|ENDPOINT)$/, `http://${marked}.invalid`],
  [/PORT$/, '0'],
];

const byCast: Readonly<Record<Variable['cast'], string>> = {
  text: marked,
  url: `http://${marked}.invalid`,
  list: marked,
  bool: 'False',
  truthy: '',
  int: '0',
  json: '{}',
};
