import type {SyntaxNode} from '@lezer/common';
import {readArguments} from './arguments';
import {assign} from './assign';
import {under, type Context} from './context';
import {childrenOf, textAt} from './source';
import {stringOf, type Value} from './value';

/** `with`: what it opens is evaluated, and its body runs; environs' `with env.prefixed("APP_"):` puts a prefix before the names in it. What fails inside of `suppress` is passed over. */
export function executeWith(node: SyntaxNode, context: Context): void {
  const children = childrenOf(node);
  const prefixed = children.map(child => findPrefix(child, context)).find(found => found !== null);
  if (prefixed) assign(prefixed.target, prefixed.inside, context);
  const isLenient = children.some(child => /^(contextlib\.)?suppress\(/.test(textAt(context.source, child)));
  for (const child of children) {
    if (child.name === 'CallExpression' && !prefixed) context.program.evaluate(child, context);
    if (child.name === 'Body') context.program.execute(child, isLenient ? under(null, context) : context);
  }
  if (prefixed) assign(prefixed.target, prefixed.outside, context);
}

interface Prefixed {
  readonly target: SyntaxNode;
  readonly outside: Value;
  readonly inside: Value;
}

function findPrefix(node: SyntaxNode, context: Context): Prefixed | null {
  const [callee, list] = node.name === 'CallExpression' ? childrenOf(node) : [];
  const [target, , method] = callee?.name === 'MemberExpression' ? childrenOf(callee) : [];
  if (!target || !list || !method || textAt(context.source, method) !== 'prefixed') return null;
  const outside = context.program.evaluate(target, context);
  const prefix = stringOf(readArguments(list, context).positional[0]);
  if (outside.kind !== 'reader' || prefix === null) return null;
  return {target, outside, inside: {...outside, prefix: outside.prefix + prefix}};
}
