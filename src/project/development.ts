import {environmentNames} from '../model/environments';
import type {ProductionFacts, Variable} from '../model/project';
import {likeliest} from './python-source/choice';
import {falseTexts} from './python-source/flag';
import {show} from './python-source/show';
import {settingOf, type DjangoSettingsModule} from './settings';

/** A variable that names the environment. */
interface Environment {
  readonly name: string;
  /** The text that leads to development. */
  readonly value: string;
  /** All texts that the code compares it with. */
  readonly compared: readonly string[];
  /** Whether the settings fail, or lack what every project sets, without it. */
  readonly required: boolean;
}

/** The settings with the variable that leads to development by naming an environment, such as ENVIRONMENT=development. */
export interface Developed {
  readonly settings: DjangoSettingsModule;
  readonly variable: Environment | null;
  /** The settings where it names none, or production, as they ship; null without such a variable. */
  readonly shipped: DjangoSettingsModule | null;
}

/**
 * Settings that have DEBUG off, or fail, until a variable names the environment of development: the value is found by
 * reading the settings with each text that the code compares a variable with.
 */
export function enterDevelopment(settings: DjangoSettingsModule): Developed {
  for (const [name, texts] of settings.program.compared) {
    const compared = [...texts];
    for (const value of compared.filter(text => environmentNames.development.test(text) && !defaultsOf(name, settings).includes(text))) {
      const given = (text: string) => settings.given(new Map([[name, text]]));
      const [entered, without] = [given(value), given(defaultsOf(name, settings)[0] ?? '')];
      const required = lacks(without, entered);
      if (!required && !turnsOn(settings, without, entered)) continue;
      const production = compared.find(text => environmentNames.production.test(text));
      const shipped = required ? (production === undefined ? null : given(production)) : without;
      return {settings: entered, variable: {name, value, compared, required}, shipped};
    }
  }
  return {settings, variable: null, shipped: null};
}

function defaultsOf(name: string, {program}: DjangoSettingsModule): readonly string[] {
  const reads = [...program.reads.values()].filter(read => read.name === name && read.default !== null);
  return reads.flatMap(read => (read.default && show(read.default)) ?? []);
}

const essential = ['INSTALLED_APPS', 'DATABASES', 'ROOT_URLCONF'];

/** Whether the settings fail without what leads to others, or have nothing where those have what every project sets. */
function lacks(without: DjangoSettingsModule, entered: DjangoSettingsModule): boolean {
  if (without.program.failures.length > 0 && entered.program.failures.length === 0) return true;
  return essential.some(name => entered.scope.has(name) && !without.scope.has(name));
}

function turnsOn(settings: DjangoSettingsModule, without: DjangoSettingsModule, entered: DjangoSettingsModule): boolean {
  return debugOf(entered) === true && (debugOf(settings) === false || !without.scope.has('DEBUG'));
}

/** The variables, with the text of the one that names the environment. */
export function marked(variables: readonly Variable[], environment: Developed['variable']): readonly Variable[] {
  return variables.map(one => (one.name === environment?.name ? {...asRequired(one, environment), development: environment.value} : one));
}

/** The same for what ships: nobody gives it the text of development. */
export function markShipped<T extends {readonly production: ProductionFacts | null}>(facts: T, environment: Developed['variable']): T {
  const {production} = facts;
  if (production === null || environment === null) return facts;
  const variables = production.variables.map(one => (one.name === environment.name ? asRequired(one, environment) : one));
  return {...facts, production: {...production, variables}};
}

function asRequired(variable: Variable, {required, compared}: Environment): Variable {
  return required || variable.required ? {...variable, required: true, compared} : variable;
}

/** What DEBUG is, where a variable of its own says it without that one; null where that is not known, or it is not set. */
function debugOf(settings: DjangoSettingsModule): boolean | null {
  const value = settingOf(settings, 'DEBUG');
  if (value === undefined) return null;
  const one = likeliest(value);
  if (one.kind !== 'env') return one.kind === 'const' ? Boolean(one.value) : false;
  const fallback = one.read.default && likeliest(one.read.default);
  return fallback?.kind === 'const' ? !falseTexts.has(String(fallback.value ?? 'no').toLowerCase()) && fallback.value !== '' : null;
}
