import type {SyntaxNode} from '@lezer/common';
import {each, likeliest} from './choice';
import {getKey, mergeDicts, sameKey, setKey} from './containers';
import type {Context} from './context';
import {add} from './operators';
import {readArguments} from './arguments';
import {childrenOf, placeOf, textAt} from './source';
import {choose} from './choice';
import {resolveModule} from './modules';
import {constant, unknown, type Args, type Scope, type Value} from './value';

/** `a = b = value`, `a, b = 1, 2`, `a: int = 1`. */
export function executeAssign(node: SyntaxNode, context: Context): void {
  const groups: SyntaxNode[][] = [[]];
  for (const child of childrenOf(node)) {
    if (child.name === 'AssignOp') groups.push([]);
    else if (child.name !== 'TypeDef' && child.name !== 'Comment') groups.at(-1)?.push(child);
  }
  if (groups.length < 2) return;
  const given = groups.pop() ?? [];
  const value = evaluateGroup(given, context);
  for (const group of groups) {
    if (!keepsWhatItWas(group, given, value, context)) assignGroup(group, value, context);
  }
}

/** `APPS, X = extend(APPS, X)`: what an unknown function makes of a setting is likelier that setting than nothing. */
function keepsWhatItWas(targets: readonly SyntaxNode[], given: readonly SyntaxNode[], value: Value, context: Context): boolean {
  if (value.kind !== 'unknown' && value.kind !== 'call') return false;
  const [call] = given;
  const list = call?.name === 'CallExpression' ? childrenOf(call).at(-1) : undefined;
  const passed = new Set(list ? childrenOf(list).map(node => textAt(context.source, node)) : []);
  const names = targets.filter(node => node.name === 'VariableName').map(node => textAt(context.source, node));
  return names.length > 0 && names.every(name => passed.has(name) && context.scope.has(name));
}

/** `a += value`. */
export function executeUpdate(node: SyntaxNode, context: Context): void {
  const [target, operator, ...rest] = childrenOf(node);
  if (!target || !operator) return;
  const before = context.program.evaluate(target, context);
  const value = evaluateGroup(rest, context);
  const sign = textAt(context.source, operator);
  if (sign === '+=') assign(target, add(before, value), context);
  else if (sign === '|=')
    assign(
      target,
      each(before, one => mergeDicts(one, value)),
      context,
    );
  else assign(target, unknown, context);
}

/** A call that changes what it is called on, such as `INSTALLED_APPS.append("x")`; any other call is evaluated for what it reads. */
export function executeMutation(node: SyntaxNode, context: Context): void {
  const [callee, list] = childrenOf(node);
  const [object, dot, name] = callee?.name === 'MemberExpression' ? childrenOf(callee) : [];
  if (!object || !list || dot?.name !== '.' || !name || !mutators.has(textAt(context.source, name))) {
    context.program.evaluate(node, context);
    return;
  }
  const before = context.program.evaluate(object, context);
  if (!['list', 'dict', 'choice', 'env', 'url', 'call'].includes(before.kind)) return void context.program.evaluate(node, context);
  const args = readArguments(list, context);
  rebind(
    object,
    each(before, one => mutate(one, textAt(context.source, name), args)),
    context,
  );
}

/** Binds a value to a name, a subscript or several names. */
export function assign(target: SyntaxNode, value: Value, context: Context): void {
  if (target.name === 'VariableName') {
    context.scope.set(textAt(context.source, target), {value, where: placeOf(context.source, target)});
  } else if (target.name === 'TupleExpression' || target.name === 'ArrayExpression' || target.name === 'ParenthesizedExpression') {
    assignGroup(childrenOf(target).slice(1, -1), value, context);
  } else if (target.name === 'MemberExpression') {
    assignItem(target, value, context);
  }
}

/** Binds a container that was changed: it still stands where it was made. */
function rebind(target: SyntaxNode, value: Value, context: Context): void {
  const before = target.name === 'VariableName' ? context.scope.get(textAt(context.source, target)) : undefined;
  if (before) context.scope.set(textAt(context.source, target), {...before, value});
  else assign(target, value, context);
}

/** Expressions between commas: one is itself, several are a tuple. */
export function evaluateGroup(nodes: readonly SyntaxNode[], context: Context): Value {
  const values = nodes.filter(node => node.name !== ',');
  const [only] = values;
  if (!only) return unknown;
  if (nodes.length === 1) return context.program.evaluate(only, context);
  return {kind: 'list', items: values.map(node => context.program.evaluate(node, context))};
}

function assignGroup(nodes: readonly SyntaxNode[], value: Value, context: Context): void {
  const targets = nodes.filter(node => node.name !== ',');
  const [only] = targets;
  if (only && nodes.length === 1) return assign(only, value, context);
  targets.forEach((target, at) => assign(target, getKey(value, constant(at)), context));
}

function assignItem(target: SyntaxNode, value: Value, context: Context): void {
  const [object, bracket, key, after] = childrenOf(target);
  if (!object || !key) return;
  const container = context.program.evaluate(object, context);
  if (bracket?.name === '.') scopeOf(container, context)?.set(textAt(context.source, key), {value, where: placeOf(context.source, target)});
  if (bracket?.name !== '[' || after?.name !== ']') return;
  if (container.kind === 'name') return;
  rebind(object, setKey(container, context.program.evaluate(key, context), value), context);
}

/** What has attributes of its own that a program can set. */
function scopeOf(container: Value, {program}: Context): Scope | undefined {
  if (container.kind === 'object') return container.scope;
  const file = container.kind === 'module' ? resolveModule(container.path, program.tree) : null;
  return file === null ? undefined : program.load(file);
}

const mutators = new Set(['append', 'extend', 'insert', 'remove', 'update', 'setdefault']);

function mutate(before: Value, method: string, {positional, keywords}: Args): Value {
  const [first = unknown, second = unknown] = positional;
  if (method === 'update') return updateDict(before, first, keywords);
  if (method === 'setdefault') return getKey(before, first).kind === 'unknown' ? setKey(before, first, second) : before;
  if (before.kind !== 'list') return before;
  if (method === 'append') return {kind: 'list', items: [...before.items, first]};
  if (method === 'extend') return add(before, first);
  if (method === 'insert' && first.kind === 'const') return {kind: 'list', items: before.items.toSpliced(Number(first.value), 0, second)};
  return method === 'remove' ? {kind: 'list', items: before.items.filter(item => !sameKey(item, first))} : before;
}

function updateDict(before: Value, over: Value, keywords: ReadonlyMap<string, Value>): Value {
  const one = likeliest(over);
  const named: Value = {kind: 'dict', entries: [...keywords].map(([key, value]) => ({key: constant(key), value}))};
  if (one.kind === 'env' || one.kind === 'url') return choose([one, before]);
  return mergeDicts(before.kind === 'dict' ? mergeDicts(before, one) : before, named);
}
