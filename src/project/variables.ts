import type {Variable} from '../model/project';
import type {Proof} from '../model/proof';
import {findFeeds, rank} from './feeds';
import type {EnvRead} from './python-source/value';
import {show} from './python-source/show';
import type {DjangoSettingsModule} from './settings';

const ours = new Set(['DJANGO_SETTINGS_MODULE', 'DJANGO_CONFIGURATION']);

/** The environment variables that the settings read, with those that celery's own read besides: one entry a name, in the order in which they are read. */
export function listVariables(module: DjangoSettingsModule, celery: DjangoSettingsModule | null): readonly Variable[] {
  const modules = celery === null ? [module] : [celery, module];
  const feeds = new Map(modules.flatMap(({scope}) => [...findFeeds(scope)]));
  const reads = new Map([module, ...modules].flatMap(({program}) => [...program.reads]));
  const variables = new Map<string, Variable>();
  const emptyKey = keyWithoutDefault(module);
  const isChosen = ({id, attribute}: EnvRead): boolean => !attribute || feeds.has(id);
  const chosen = new Set([...reads.values()].filter(isChosen).map(({name}) => name));
  for (const found of reads.values()) {
    if (ours.has(found.name) || found.name === '') continue;
    // What another class falls back to is nothing to the one that is chosen.
    const read = isChosen(found) || !chosen.has(found.name) ? found : {...found, default: null};
    const variable = toVariable(read.id === emptyKey ? {...read, required: true} : read, feeds.get(read.id) ?? null);
    const before = variables.get(read.name);
    variables.set(read.name, before ? combine(before, variable) : variable);
  }
  return [...variables.values()].map(variable => withCompared(variable, module));
}

/** With the texts that the code compares it with, where it must have one. */
function withCompared(variable: Variable, {program}: DjangoSettingsModule): Variable {
  const {name, cast, required, when = []} = variable;
  const compared = [...(program.compared.get(name) ?? [])].filter(text => /^[\w.-]+$/.test(text));
  return cast === 'text' && (required || when.length > 0) && compared.length > 0 ? {...variable, compared} : variable;
}

/** The read that SECRET_KEY is made of and that nothing stands in for: Django refuses an empty one. */
function keyWithoutDefault({scope}: DjangoSettingsModule): string | null {
  const key = scope.get('SECRET_KEY')?.value;
  return key?.kind === 'env' && (show(key) ?? '') === '' ? key.read.id : null;
}

function toVariable(read: EnvRead, feeds: string | null): Variable {
  const fallback = read.default && show(read.default, read.separator ?? ',');
  return {
    name: read.name,
    required: read.required && (!read.attribute || feeds !== null),
    default: fallback,
    cast: read.cast,
    separator: read.cast === 'list' ? (read.separator ?? ',') : null,
    feeds,
    where: read.where,
    ...(fallback === null && read.default && read.default.kind !== 'const' ? {computed: true} : {}),
    ...(read.opaque ? {opaque: true} : {}),
    ...(read.truth === null ? {} : {truth: read.truth}),
    ...(read.neutral === null ? {} : {neutral: read.neutral}),
    ...(read.cast === 'bool' ? flagOf(read) : {}),
    ...(read.guarded ? {guarded: true} : {}),
    ...(read.when === null ? {} : {when: [read.when]}),
  };
}

/** How a flag is understood: by a library's words, or by what the code compares it with. */
function flagOf({accepts, foldsCase, rule}: EnvRead): Partial<Variable> {
  if (accepts.length > 0) return {accepts, ...(foldsCase ? {foldsCase: true} : {})};
  return rule === null ? {} : {rule};
}

/** Two reads of one variable: the one that the more telling setting is made of tells more, and what is stricter wins. */
function combine(one: Variable, other: Variable): Variable {
  const [main, rest] = rank(other.feeds) < rank(one.feeds) ? [other, one] : [one, other];
  const {guarded, when: _when, ...cast} = main.cast === 'text' ? rest : main;
  const when = one.required || other.required ? [] : [...(one.when ?? []), ...(other.when ?? [])];
  const also = [...(one.also ?? []), ...[other.where, ...(other.also ?? [])].filter(place => !samePlace(place, one.where))];
  const neutral = main.neutral ?? rest.neutral;
  return {
    ...cast,
    ...(neutral === undefined ? {} : {neutral}),
    required: one.required || other.required,
    default: main.default ?? rest.default,
    feeds: main.feeds,
    where: one.where,
    ...(also.length === 0 ? {} : {also}),
    ...(guarded ? {guarded} : {}),
    ...(when.length === 0 ? {} : {when}),
  };
}

function samePlace(one: Proof, other: Proof): boolean {
  return one.file === other.file && one.line === other.line;
}
