import type {SyntaxNode} from '@lezer/common';
import type {Conditions} from '../../model/condition';
import {isCertain, type Context} from './context';
import {placeOf} from './source';
import {constant, unknown, type EnvRead, type Value} from './value';

type EnvValue = Value & {readonly kind: 'env'};
type Details = Partial<
  Pick<
    EnvRead,
    'default' | 'cast' | 'separator' | 'truth' | 'foldsCase' | 'rule' | 'accepts' | 'neutral' | 'attribute' | 'opaque' | 'required'
  >
>;

/** Notes that the code reads a variable, and gives its value. */
export function recordRead(name: string, node: SyntaxNode, context: Context, details: Details = {}): EnvValue {
  const where = context.caller ?? placeOf(context.source, node);
  const id = `${where.file}:${where.line}:${name}:${node.from}`;
  const read: EnvRead = {
    id,
    name,
    where,
    default: null,
    cast: 'text',
    separator: null,
    truth: null,
    foldsCase: false,
    rule: null,
    accepts: [],
    neutral: null,
    guarded: !isCertain(context),
    attribute: false,
    opaque: false,
    ...details,
    ...(context.program.defaults.has(name) ? {default: context.program.defaults.get(name) ?? null} : {}),
    required: details.required === true && isNeeded(name, context),
    when: details.required === true ? branchOf(name, context) : null,
  };
  return keep(read, context);
}

/** Whether the code fails here where the variable is not there. */
function isNeeded(name: string, context: Context): boolean {
  return isCertain(context) && !isGiven(name, context);
}

function isGiven(name: string, {flow, program}: Context): boolean {
  return flow.given.has(name) || program.defaults.has(name);
}

/** What leads to a branch that fails without the variable; null where the code is in none, or in one of which nothing is known. */
function branchOf(name: string, context: Context): Conditions | null {
  const {when} = context;
  return when === null || when.length === 0 || isGiven(name, context) ? null : when;
}

/** The value that a variable is taken to have where it is given one, else the variable. */
export function settle(value: Value, {program}: Context): Value {
  const text = value.kind === 'env' ? program.given.get(value.read.name) : undefined;
  return value.kind !== 'env' || text === undefined ? value : castText(text, value.read);
}

/** Texts that readers of flags take for true. */
export const trueTexts = new Set(['true', '1', 'yes', 'y', 'on', 't']);

function castText(text: string, {cast, separator}: EnvRead): Value {
  if (cast === 'bool') return constant(trueTexts.has(text.toLowerCase()));
  if (cast === 'int') return constant(Number(text));
  if (cast === 'list') return {kind: 'list', items: text.split(separator ?? ',').map(constant)};
  return cast === 'url' ? {kind: 'url', of: constant(text)} : constant(text);
}

/** Notes what a variable is compared with. */
export function recordComparison(name: string, texts: readonly string[], {program}: Context): void {
  program.compared.set(name, new Set([...(program.compared.get(name) ?? []), ...texts]));
}

/** Notes that the code only asks whether a variable is there. */
export function recordPresence(name: string, node: SyntaxNode, context: Context): Value {
  recordRead(name, node, context, {cast: 'truthy'});
  return context.program.given.has(name) ? constant(true) : unknown;
}

/** Notes what the code does to the text of a variable. */
export function refine(value: EnvValue, details: Details, context: Context): EnvValue {
  const {required: wasRequired, when} = context.program.reads.get(value.read.id) ?? value.read;
  const read = {...value.read, required: wasRequired, when};
  const guarded = read.guarded || !isCertain(context);
  const required = (details.required ?? read.required) && (read.required || isNeeded(read.name, context));
  const branch = details.required === true && !required ? branchOf(read.name, context) : null;
  return keep({...read, ...details, guarded, required, when: details.required === false ? null : (read.when ?? branch)}, context);
}

/** Notes a use that fails where the variable is not there, such as a method call on None. */
export function demand(value: EnvValue, context: Context): EnvValue {
  return value.read.default === null ? refine(value, {required: true}, context) : value;
}

function keep(read: EnvRead, context: Context): EnvValue {
  context.program.reads.set(read.id, read);
  return {kind: 'env', read};
}
