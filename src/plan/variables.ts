import type {Inputs} from './inputs';
import {toService} from './localhost';
import {placeholdersOf, sampleSwitches} from './placeholders';
import {libpqVariables, provide} from './provide';
import {processesOf, type Process} from './services';

/** One variable as a service gets it. */
export interface Assigned extends Place {
  readonly name: string;
  readonly value: string;
  /** The text of the source, where devenv pointed its localhost at a service; null where the value is that very text. */
  readonly written: string | null;
  /** What it replaced, the strongest first. */
  readonly overrides: readonly Overridden[];
}

/** Where a value was given: a line of a file, or devenv itself on line 0. */
interface Place {
  readonly file: string;
  readonly line: number;
}

/** An assignment that a stronger one replaced. */
export interface Overridden extends Place {
  /** null where it was taken away there; undefined where a later line of the same file replaced it. */
  readonly value?: string | null;
}

/**
 * The variables of the services that run the project's code, weakest source first: what devenv provides, the mode's
 * file, devenv.yaml for all services, devenv.yaml for the one service.
 */
export function variablesOf(inputs: Inputs, service: string): readonly Assigned[] {
  return chainsOf(inputs, service).flatMap(one => (one.value === null ? [] : [{...one, value: one.value}]));
}

/** As variablesOf, and with a value of null those that a source takes away. */
export function chainsOf(inputs: Inputs, service: string): readonly Change[] {
  const result = new Map<string, Change>();
  for (const change of [...provided(inputs, service), ...fromFile(inputs), ...fromSettings(inputs, service)]) {
    const before = result.get(change.name);
    const earlier = before === undefined ? [] : [{file: before.file, line: before.line, value: before.value}, ...before.overrides];
    result.set(change.name, {...change, overrides: [...change.overrides, ...earlier]});
  }
  return [...result.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** An assignment, or with null the removal of what weaker sources say. */
export type Change = Omit<Assigned, 'value'> & {readonly value: string | null};

function provided(inputs: Inputs, service: string): readonly Change[] {
  const own = {file: 'devenv', line: 0, written: null, overrides: []};
  const {configuration} = inputs.project.django;
  const changes: Change[] = [{...own, name: 'DJANGO_SETTINGS_MODULE', value: settingsOf(inputs, service)}];
  if (configuration !== null) changes.push({...own, name: 'DJANGO_CONFIGURATION', value: configuration[inputs.mode]});
  for (const variable of inputs.project.variables) {
    const value = inputs.project.database.switches[variable.name] ?? provide(inputs, variable);
    if (value !== null) changes.push({...own, name: variable.name, value});
  }
  for (const [name, value] of sampleSwitches(inputs)) changes.push({...own, name, value});
  for (const {name, value} of placeholdersOf(inputs)) changes.push({...own, name, value});
  for (const [name, value] of Object.entries(libpqVariables(inputs))) changes.push({...own, name, value});
  return changes;
}

/** The project's settings, or celery's own where the process is of its application. */
function settingsOf(inputs: Inputs, service: string): string {
  const {celery, django} = inputs.project;
  if (celery?.settings === undefined) return django.settings;
  const process = processesOf(inputs).find(({name}) => name === service);
  return process !== undefined && isOfCelery(process, celery.app) ? celery.settings : django.settings;
}

/** Worker and beat, and whatever devenv.yaml starts with the same application, as `celery -A site flower`. */
function isOfCelery({celery, words}: Process, app: string): boolean {
  return celery !== null || words.some((word, at) => word === `--app=${app}` || (word === app && /^(-A|--app)$/.test(words[at - 1] ?? '')));
}

function fromFile(inputs: Inputs): readonly Change[] {
  return inputs.env.variables.map(({name, value: written, where, overrides}) => {
    const value = written === null ? null : toService(inputs, name, written);
    return {...where, name, value, written: value === written ? null : written, overrides: overrides.toReversed()};
  });
}

function fromSettings({settings}: Inputs, service: string): readonly Change[] {
  const changes = (path: string, variables: Readonly<Record<string, string>>): readonly Change[] =>
    Object.entries(variables).map(([name, value]) => {
      const place = settings.places?.[`${path}.${name}`] ?? {file: settings.files.at(-1) ?? 'devenv.yaml', line: 0};
      return {...place, name, value, written: null, overrides: []};
    });
  const provided = Object.entries(settings.services).flatMap(([name, one]) => changes(`services.${name}.provides`, one.provides ?? {}));
  return [...provided, ...changes('env', settings.env), ...changes(`services.${service}.env`, settings.services[service]?.env ?? {})];
}
