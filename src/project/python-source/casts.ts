import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {neutralOf, withItems} from './neutral';
import {refine} from './reads';
import {stringOf, type EnvRead, type Value} from './value';

const byName: Readonly<Record<string, EnvRead['cast']>> = {
  'bool': 'bool',
  'int': 'int',
  'str': 'text',
  'json.loads': 'json',
  'list': 'list',
  'tuple': 'list',
  'decouple.Csv': 'list',
  'dj_database_url.parse': 'url',
  'distutils.util.strtobool': 'bool',
};

/** The cast that a library is asked for: a type, `Csv()`, `[str]`, a function of the project. */
export function applyCast(read: Value & {kind: 'env'}, wanted: Value, node: SyntaxNode, context: Context): Value {
  if (wanted.kind === 'list') return withItems(asList(read, ',', context), wanted.items[0], context);
  if (wanted.kind === 'call' && wanted.callee === 'decouple.Csv') {
    const {keywords, positional} = wanted.args;
    const list = asList(read, stringOf(keywords.get('delimiter') ?? positional[1]) ?? ',', context);
    return withItems(list, keywords.get('cast') ?? positional[0], context);
  }
  if (wanted.kind === 'function') return castByFunction(read, wanted, node, context);
  const cast = wanted.kind === 'name' && Object.hasOwn(byName, wanted.name) ? byName[wanted.name] : undefined;
  if (cast === 'list') return asList(read, ',', context);
  const neutral = neutralOf(wanted);
  if (neutral !== null) return refine(read, {cast: 'text', neutral}, context);
  if (!cast) return read;
  return refine(read, wanted.kind === 'name' && wanted.name.endsWith('strtobool') ? {cast, rule: 'strtobool'} : {cast}, context);
}

function asList(read: Value & {kind: 'env'}, separator: string, context: Context): Value {
  return refine(read, {cast: 'list', separator}, context);
}

function castByFunction(read: Value & {kind: 'env'}, wanted: Value, node: SyntaxNode, context: Context): Value {
  const value = context.program.call(wanted, {positional: [read], keywords: new Map()}, node, context);
  return value.kind === 'env' ? value : read;
}
