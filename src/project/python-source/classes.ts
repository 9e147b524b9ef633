import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {readConfigurationValue} from './configurations';
import {readFields} from './pydantic';
import {childrenOf, placeOf, textAt} from './source';
import type {Binding, Scope, Value} from './value';

/** A class with what its body binds, over what its bases bind. */
export function defineClass(node: SyntaxNode, context: Context): void {
  const children = childrenOf(node);
  const name = children.find(child => child.name === 'VariableName');
  const body = children.find(child => child.name === 'Body');
  if (!name || !body) return;
  const bases = basesOf(
    children.find(child => child.name === 'ArgList'),
    context,
  );
  const scope: Scope = new Map();
  const inner: Context = {...context, scope, outer: [context.scope, ...context.outer], when: null};
  context.program.execute(body, inner);
  for (const [attribute, binding] of scope) {
    scope.set(attribute, {...binding, value: readConfigurationValue(attribute, binding.value, body, {...inner, caller: binding.where})});
  }
  const whole = new Map([...bases.toReversed().flatMap(inherited), ...scope]);
  const value = {kind: 'class', scope: whole, fields: fieldsOf(body, bases, context), bases} as const;
  readFields(body, value, inner);
  context.scope.set(textAt(context.source, name), {value, where: placeOf(context.source, name)});
}

function basesOf(list: SyntaxNode | undefined, context: Context): readonly Value[] {
  return list ? childrenOf(list).flatMap(child => ('(),'.includes(child.name) ? [] : [context.program.evaluate(child, context)])) : [];
}

/** `name: str`, with a default or without. */
function fieldsOf(body: SyntaxNode, bases: readonly Value[], {source}: Context): readonly string[] {
  const own = childrenOf(body).flatMap(statement => {
    const [name, type] = statement.name === 'AssignStatement' ? childrenOf(statement) : [];
    return name?.name === 'VariableName' && type?.name === 'TypeDef' ? [textAt(source, name)] : [];
  });
  return [...new Set([...bases.flatMap(base => (base.kind === 'class' ? base.fields : [])), ...own])];
}

function inherited(base: Value): readonly (readonly [string, Binding])[] {
  return base.kind === 'class' ? [...base.scope] : [];
}
