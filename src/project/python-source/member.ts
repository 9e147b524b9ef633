import type {SyntaxNode} from '@lezer/common';
import {choose, each, likeliest} from './choice';
import {getKey} from './containers';
import type {Context} from './context';
import {resolveModule} from './modules';
import {attributeOf} from './objects';
import {join, parent} from './path';
import {recordComparison, recordRead, settle} from './reads';
import {childrenOf, textAt} from './source';
import {urlOfPart} from './url-part';
import {stringOf, unknown, type Value} from './value';

/** An attribute (`a.b`) or a subscript (`a["b"]`). */
export function evaluateMember(node: SyntaxNode, context: Context): Value {
  const [object, bracket, key, after] = childrenOf(node);
  if (!object || !bracket || !key) return unknown;
  const value = context.program.evaluate(object, context);
  if (bracket.name === '.') return each(value, one => getAttribute(one, textAt(context.source, key), context));
  const index = after?.name === ']' ? context.program.evaluate(key, context) : unknown;
  return each(value, one => getItem(one, index, node, context));
}

/** The value of an attribute by its name. */
export function getAttribute(value: Value, name: string, context: Context): Value {
  switch (value.kind) {
    case 'name':
      return outside(`${value.name}.${name}`, context);
    case 'module':
      return moduleMember(value.path, name, context);
    case 'path':
      return pathAttribute(value.path, name);
    case 'class':
    case 'object':
      return attributeOf(value, name, context);
    case 'unknown':
      return unknown;
    default:
      return {kind: 'method', of: value, name};
  }
}

/** `CONFIGURATIONS[os.getenv("NAME", "default")]`: the default's entry first, then those that other values would give. */
function chooseEntry(value: Value & {kind: 'dict'}, key: Value, context: Context): Value {
  if (key.kind !== 'env') return unknown;
  const names = value.entries.flatMap(entry => stringOf(entry.key) ?? []);
  recordComparison(key.read.name, names, context);
  const byDefault = key.read.default ? getKey(value, likeliest(key.read.default)) : unknown;
  return choose([byDefault, ...value.entries.map(entry => entry.value)].filter(one => one.kind !== 'unknown'));
}

/** A name of a module of the project: a binding of it, else a module in it. */
export function moduleMember(path: string, name: string, context: Context): Value {
  const file = resolveModule(path, context.program.tree);
  const binding = file === null ? undefined : context.program.load(file).get(name);
  if (binding) return binding.value;
  const below = join(path, name);
  return resolveModule(below, context.program.tree) === null ? unknown : {kind: 'module', path: below};
}

function outside(name: string, context: Context): Value {
  return context.program.known.get(name) ?? {kind: 'name', name};
}

function pathAttribute(path: string, name: string): Value {
  if (name === 'parent') return {kind: 'path', path: parent(path)};
  return {kind: 'method', of: {kind: 'path', path}, name};
}

function getItem(value: Value, key: Value, node: SyntaxNode, context: Context): Value {
  const name = stringOf(key);
  if (value.kind === 'name' && value.name === 'os.environ' && name !== null)
    return settle(recordRead(name, node, context, {required: true}), context);
  if (value.kind === 'method' && value.of.kind === 'path' && value.name === 'parents' && key.kind === 'const') {
    return {kind: 'path', path: parent(value.of.path, Number(key.value) + 1)};
  }
  if (urlOfPart(value) !== null) return value;
  return likeliest(key).kind === 'env' && value.kind === 'dict' ? chooseEntry(value, likeliest(key), context) : getKey(value, key);
}
