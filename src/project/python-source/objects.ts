import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {callFunction} from './functions';
import {childrenOf, placeOf, textAt} from './source';
import {noArgs, unknown, type Args, type Class, type Scope, type Value} from './value';

type Owner = Class | (Value & {readonly kind: 'object'});

/** An object of a class of the project: its `__init__` runs; without one, as of a dataclass, it is made with its fields. */
export function makeObject(made: Class, args: Args, node: SyntaxNode, context: Context): Owner & {readonly kind: 'object'} {
  const scope: Scope = new Map(made.scope);
  const object = {kind: 'object', scope, of: made} as const;
  const init = scope.get('__init__')?.value;
  if (init?.kind === 'function') callFunction(init, {...args, positional: [object, ...args.positional]}, node, context);
  else {
    const placed = made.fields.flatMap((name, at) => (args.positional[at] === undefined ? [] : [[name, args.positional[at]] as const]));
    for (const [name, value] of [...placed, ...args.keywords]) scope.set(name, {value, where: placeOf(context.source, node)});
  }
  return object;
}

/** What a class or an object has by a name: a property runs, any other function waits for its call. */
export function attributeOf(owner: Owner, name: string, context: Context): Value {
  const value = owner.scope.get(name)?.value ?? unknown;
  if (value.kind !== 'function') return value;
  if (owner.kind === 'object' && value.role === 'property') return callBound(owner, name, noArgs, value.node, context);
  return owner.kind === 'object' || value.role === 'class' ? {kind: 'method', of: owner, name} : value;
}

/** Calls a function that a class or an object has, with what stands before the other arguments. */
export function callBound(owner: Owner, name: string, args: Args, node: SyntaxNode, context: Context): Value {
  const value = owner.scope.get(name)?.value;
  if (value?.kind !== 'function') return value === undefined ? unknown : context.program.call(value, args, node, context);
  if (handsOver(value) && context.outer.length === 0) giveSettings(owner, node, context);
  const self = owner.kind === 'object' && value.role === 'class' ? owner.of : owner;
  return callFunction(value, value.role === 'static' ? args : {...args, positional: [self, ...args.positional]}, node, context);
}

/** `setattr(sys.modules[name], member, value)`: what the class binds becomes names of a module. */
function handsOver({source, node}: Value & {readonly kind: 'function'}): boolean {
  const text = textAt(source, node);
  return /\bsetattr\(/.test(text) && /\bsys\.modules\[/.test(text);
}

/** The settings that a class has become those of the module that stands at the call. */
function giveSettings(owner: Owner, node: SyntaxNode, context: Context): void {
  const object = owner.kind === 'class' ? makeObject(owner, noArgs, node, context) : owner;
  for (const [name, {where}] of object.scope) {
    const isSetting = /^[A-Z][A-Z0-9_]*$/.test(name);
    if (isSetting) context.scope.set(name, {value: attributeOf(object, name, context), where});
  }
}

const roles: Readonly<Record<string, (Value & {readonly kind: 'function'})['role']>> = {
  property: 'property',
  cached_property: 'property',
  classmethod: 'class',
  staticmethod: 'static',
};

/** `@property`, `@classmethod`, `@staticmethod` say how a function of a class is called. */
export function executeDecorated(node: SyntaxNode, context: Context): void {
  context.program.execute(node, context);
  const children = childrenOf(node);
  const name = children.find(({name}) => name === 'FunctionDefinition')?.getChild('VariableName');
  const named = children
    .filter(child => child.name === 'Decorator')
    .map(child => textAt(context.source, child).slice(1).split('.').at(-1)?.trim() ?? '');
  const role = named.map(one => (Object.hasOwn(roles, one) ? roles[one] : undefined)).find(one => one !== undefined);
  const binding = name ? context.scope.get(textAt(context.source, name)) : undefined;
  if (name && role !== undefined && binding?.value.kind === 'function')
    context.scope.set(textAt(context.source, name), {...binding, value: {...binding.value, role}});
}
