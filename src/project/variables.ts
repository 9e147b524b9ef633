import type {Variable} from '../model/project';
import {findFeeds} from './feeds';
import type {EnvRead} from './python-source/value';
import {show} from './python-source/show';
import type {DjangoSettingsModule} from './settings';

const ours = new Set(['DJANGO_SETTINGS_MODULE', 'DJANGO_CONFIGURATION']);

/** The environment variables that the settings read, one entry a name, in the order in which they are read. */
export function listVariables({scope, program}: DjangoSettingsModule): readonly Variable[] {
  const feeds = findFeeds(scope);
  const variables = new Map<string, Variable>();
  for (const read of program.reads.values()) {
    if (ours.has(read.name) || read.name === '') continue;
    const variable = toVariable(read, feeds.get(read.id) ?? null);
    const before = variables.get(read.name);
    variables.set(read.name, before ? combine(before, variable) : variable);
  }
  return [...variables.values()];
}

function toVariable(read: EnvRead, feeds: string | null): Variable {
  const fallback = read.default && show(read.default, read.separator ?? ',');
  return {
    name: read.name,
    required: read.required,
    default: fallback,
    cast: read.cast,
    separator: read.cast === 'list' ? (read.separator ?? ',') : null,
    feeds,
    where: read.where,
    ...(read.truth === null ? {} : {truth: read.truth}),
  };
}

/** Two reads of one variable: the one that a setting is made of tells more, and what is stricter wins. */
function combine(one: Variable, other: Variable): Variable {
  const [main, rest] = one.feeds === null && other.feeds !== null ? [other, one] : [one, other];
  return {
    ...(main.cast === 'text' ? rest : main),
    required: one.required || other.required,
    default: main.default ?? rest.default,
    feeds: main.feeds,
    where: one.where,
  };
}
