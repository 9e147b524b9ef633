import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {refine} from './reads';
import {childrenOf, textAt} from './source';
import type {Value} from './value';

export const falseTexts = new Set(['false', '0', 'no', 'off', 'n', 'f']);

/** A choice between True and False by the text of a variable is that variable; null for any other choice. */
export function asFlag(condition: SyntaxNode, whenTrue: Value | undefined, whenFalse: Value | undefined, context: Context): Value | null {
  if (whenTrue?.kind !== 'const' || whenFalse?.kind !== 'const') return null;
  if (whenTrue.value === true && whenFalse.value === false) return asTrue(condition, context);
  return whenTrue.value === false && whenFalse.value === true ? asNotFalse(condition, context) : null;
}

function asTrue(condition: SyntaxNode, context: Context): Value | null {
  const value = context.program.evaluate(condition, context);
  if (value.kind !== 'env') return null;
  return value.read.cast === 'text' ? refine(value, {cast: 'truthy'}, context) : value;
}

/** `False if X == "False" else True`. */
function asNotFalse(condition: SyntaxNode, context: Context): Value | null {
  const [left, operator, right] = condition.name === 'BinaryExpression' ? childrenOf(condition) : [];
  if (!left || !right || !operator || textAt(context.source, operator) !== '==') return null;
  const [value, text] = [context.program.evaluate(left, context), context.program.evaluate(right, context)];
  if (value.kind !== 'env' || text.kind !== 'const' || !falseTexts.has(String(text.value).toLowerCase())) return null;
  return refine(value, {cast: 'bool'}, context);
}
