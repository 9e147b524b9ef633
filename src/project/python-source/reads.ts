import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {placeOf} from './source';
import {unknown, type EnvRead, type Value} from './value';

type EnvValue = Value & {readonly kind: 'env'};
type Details = Partial<Pick<EnvRead, 'default' | 'cast' | 'separator' | 'truth' | 'foldsCase' | 'rule' | 'accepts' | 'required'>>;

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
    guarded: context.guarded,
    ...details,
    required: details.required === true && !context.guarded,
  };
  return keep(read, context);
}

/** Notes that the code only asks whether a variable is there. */
export function recordPresence(name: string, node: SyntaxNode, context: Context): Value {
  recordRead(name, node, context, {cast: 'truthy'});
  return unknown;
}

/** Notes what the code does to the text of a variable. */
export function refine(value: EnvValue, details: Details, context: Context): EnvValue {
  const required = details.required ?? value.read.required;
  const guarded = value.read.guarded || context.guarded;
  return keep({...value.read, ...details, guarded, required: required && (value.read.required || !context.guarded)}, context);
}

/** Notes a use that fails where the variable is not there, such as a method call on None. */
export function demand(value: EnvValue, context: Context): EnvValue {
  return value.read.default === null ? refine(value, {required: true}, context) : value;
}

function keep(read: EnvRead, context: Context): EnvValue {
  context.program.reads.set(read.id, read);
  return {kind: 'env', read};
}
