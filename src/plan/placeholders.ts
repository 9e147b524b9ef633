import {environmentNames} from '../model/environments';
import type {Variable} from '../model/project';
import type {Proof} from '../model/proof';
import type {Inputs} from './inputs';
import {toService} from './localhost';
import {provide} from './provide';
import {isRequired} from './required';

type Environment = 'development' | 'production';

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
  return hasPlaceholders(inputs) ? missingFrom(inputs, new Map([...knownOf(inputs), ...sampleSwitches(inputs)])) : [];
}

/**
 * Variables whose default makes the settings want others that nobody knows, each with the value of the project's own
 * sample by which they want fewer, as `USE_S3=False`.
 */
export function sampleSwitches(inputs: Inputs): ReadonlyMap<string, string> {
  const switched = new Map<string, string>();
  if (!hasPlaceholders(inputs)) return switched;
  const {variables, samples} = inputs.project;
  const known = knownOf(inputs);
  const missing = (): readonly Placeholder[] => missingFrom(inputs, new Map([...known, ...switched]));
  const asked = new Set(variables.flatMap(({when = []}) => when.flatMap(all => all.map(({name}) => name))));
  for (const [name, sample] of Object.entries(samples)) {
    if (!asked.has(name) || known.get(name) !== null) continue;
    const before = missing();
    if (before.some(one => one.name === name)) continue;
    switched.set(name, sample);
    if (missing().length >= before.length) switched.delete(name);
  }
  return switched;
}

/** Who has an .envrc keeps it complete, and production has no placeholders. */
function hasPlaceholders({mode, env}: Inputs): boolean {
  return mode !== 'production' && env.file === null;
}

function knownOf(inputs: Inputs): ReadonlyMap<string, string | null> {
  // Without an .envrc these are of the project's own .env.
  const read = Object.fromEntries(inputs.env.variables.map(({name, value}) => [name, value ?? undefined]));
  const given = {...read, ...inputs.settings.env, ...inputs.settings.services['web']?.env};
  const {variables, database} = inputs.project;
  return new Map(variables.map(one => [one.name, given[one.name] ?? database.switches[one.name] ?? provide(inputs, one)]));
}

function missingFrom(inputs: Inputs, known: ReadonlyMap<string, string | null>): readonly Placeholder[] {
  return fillIn(known, inputs.project.variables, variable => valueFor(inputs, variable));
}

/**
 * The variables of which no value is known and without which the settings fail, each with one. Those that are always
 * required come first: what they get may lead to a branch that wants more.
 * @param inDoubt whether those of branches that may be taken get one too
 */
export function fillIn(
  known: ReadonlyMap<string, string | null>,
  variables: readonly Variable[],
  valueOf: (variable: Variable) => string,
  inDoubt = false,
): readonly Placeholder[] {
  const values = new Map(known);
  const open = variables.filter(({name}) => known.get(name) === null);
  return [...open.filter(({required}) => required), ...open.filter(({required}) => !required)].flatMap(variable => {
    if (!isRequired(variable, variables, name => values.get(name) ?? null, inDoubt)) return [];
    const {name, where} = variable;
    const value = valueOf(variable);
    values.set(name, value);
    return [{name, value, where}];
  });
}

/** What a variable without a value is given, in words. */
export function placeholderSource(inputs: Inputs, name: string): string {
  return sampleOf(inputs, name) === undefined ? 'a placeholder' : "the value of the project's sample or compose file";
}

/** Nobody wants the errors of development in the tracker of the sample, and many a sample's address is none. */
function sampleOf({project}: Inputs, name: string): string | undefined {
  return tracker.test(name) ? undefined : project.samples[name];
}

function valueFor(inputs: Inputs, variable: Variable): string {
  // All libraries call it so, whatever the code makes of it.
  const database = variable.name === 'DATABASE_URL' ? provide(inputs, {...variable, feeds: 'DATABASES.default'}) : null;
  if (database !== null) return database;
  const sample = sampleOf(inputs, variable.name);
  return sample === undefined ? placeholderFor(variable) : toService(inputs, variable.name, sample);
}

/** By the reader's own cast; a name tells where a library checks the form. `text` stands where neither asks for one. */
export function placeholderFor(
  {name, cast, compared = [], neutral}: Pick<Variable, 'name' | 'cast' | 'compared' | 'neutral'>,
  text: string = byCast.text,
  environment: Environment = 'development',
): string {
  if (neutral !== undefined) return neutral;
  const byName = forms.find(([pattern]) => pattern.test(name));
  // What a secret is compared with is refused.
  const asked = cast === 'text' && !secret.test(name) ? askedFor(compared, environment) : null;
  if (asked !== null) return asked;
  if (byName !== undefined && (cast === 'text' || cast === 'url')) return byName[1];
  return cast === 'text' ? text : byCast[cast];
}

/**
 * What code that chooses by the text of a variable goes on with: the name of the environment, or one of several texts. A
 * single text of another kind may be there to be refused.
 */
function askedFor(compared: readonly string[], environment: Environment): string | null {
  const named = compared.find(text => environmentNames[environment].test(text));
  if (named !== undefined || compared.length === 0) return named ?? null;
  if (compared.every(text => Object.values(environmentNames).some(names => names.test(text)))) return environment;
  return compared.length > 1 ? (compared[0] ?? null) : null;
}

const secret = /KEY|SECRET|PASSWORD|TOKEN|SALT/;
const tracker = /(SENTRY|RAVEN).*(DSN|URL)$/;
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
