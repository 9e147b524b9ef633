import type {Variable} from '../model/project';
import {likeliest} from './python-source/choice';
import {falseTexts} from './python-source/flag';
import {show} from './python-source/show';
import {settingOf, type DjangoSettingsModule} from './settings';

/** The settings with the variable that turns DEBUG on by naming an environment, such as ENVIRONMENT=development. */
export interface Developed {
  readonly settings: DjangoSettingsModule;
  readonly variable: {readonly name: string; readonly value: string} | null;
  /** The settings where it names none, as they ship; null without such a variable. */
  readonly shipped: DjangoSettingsModule | null;
}

const forDevelopment = /^(dev|devel|develop|development|local)$/i;

/**
 * Settings that have DEBUG off until a variable names the environment of development: the value is found by reading the
 * settings with each text that the code compares a variable with.
 */
export function enterDevelopment(settings: DjangoSettingsModule): Developed {
  const candidates = [...settings.program.compared].flatMap(([name, texts]) =>
    [...texts].filter(text => forDevelopment.test(text)).map(value => ({name, value})),
  );
  if (candidates.length === 0 || debugOf(settings) !== false) return {settings, variable: null, shipped: null};
  for (const variable of candidates.filter(one => !isDefault(one, settings))) {
    const given = (value: string) => settings.given(new Map([[variable.name, value]]));
    const entered = given(variable.value);
    if (debugOf(entered) === true) return {settings: entered, variable, shipped: given('')};
  }
  return {settings, variable: null, shipped: null};
}

function isDefault({name, value}: {readonly name: string; readonly value: string}, {program}: DjangoSettingsModule): boolean {
  return [...program.reads.values()].some(read => read.name === name && read.default !== null && show(read.default) === value);
}

/** The variables, with the text of the one that names the environment. */
export function marked(variables: readonly Variable[], environment: Developed['variable']): readonly Variable[] {
  return variables.map(one => (one.name === environment?.name ? {...one, development: environment.value} : one));
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
