import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {shapeOf, unescape} from './literal';
import {childrenOf, textAt} from './source';
import {concatenate} from './concatenate';
import {constant, unknown, type Value} from './value';

/** An f-string: its texts and what stands between them. */
export function evaluateFormat(node: SyntaxNode, context: Context): Value {
  const literal = textAt(context.source, node);
  const shape = shapeOf(literal);
  const parts: Value[] = [];
  let from = node.from + shape.opening;
  const addText = (to: number): void => {
    if (to > from) parts.push(constant(plain(context.source.text.slice(from, to), shape.raw)));
  };
  for (const child of childrenOf(node)) {
    if (child.name !== 'FormatReplacement') continue;
    addText(child.from);
    parts.push(evaluateReplacement(child, context));
    from = child.to;
  }
  addText(node.to - shape.closing);
  return concatenate(parts);
}

function plain(content: string, raw: boolean): string {
  const text = raw ? content : unescape(content);
  return text.replaceAll('{{', '{').replaceAll('}}', '}');
}

function evaluateReplacement(node: SyntaxNode, context: Context): Value {
  const [, expression] = childrenOf(node);
  return expression ? context.program.evaluate(expression, context) : unknown;
}
