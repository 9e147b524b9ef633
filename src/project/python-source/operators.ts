import type {SyntaxNode} from '@lezer/common';
import {choose, each, likeliest} from './choice';
import {concatenate} from './concatenate';
import {mergeDicts} from './containers';
import type {Context} from './context';
import {falseTexts} from './flag';
import {demand, recordComparison, recordPresence, refine, trueTexts} from './reads';
import {join, parent} from './path';
import {childrenOf, textAt} from './source';
import {fillPlaceholders} from './placeholders';
import {constant, stringOf, unknown, type Value} from './value';

/** A unary expression. */
export function evaluateUnary(node: SyntaxNode, context: Context): Value {
  const [operator, operand] = childrenOf(node);
  if (!operator || !operand) return unknown;
  const value = context.program.evaluate(operand, context);
  if (value.kind !== 'const') return unknown;
  if (operator.name === 'not') return constant(!value.value);
  return typeof value.value === 'number' && textAt(context.source, operator) === '-' ? constant(-value.value) : unknown;
}

/** A binary expression: arithmetic on texts, lists and paths, comparison, and, or. */
export function evaluateBinary(node: SyntaxNode, context: Context): Value {
  const [leftNode, operator, third, fourth] = childrenOf(node);
  const rightNode = fourth ?? third;
  if (!leftNode || !operator || !rightNode) return unknown;
  const left = context.program.evaluate(leftNode, context);
  if (operator.name === 'or') return evaluateOr(left, rightNode, context);
  const right = context.program.evaluate(rightNode, context);
  if (operator.name === 'and') return evaluateAnd(left, right);
  if (operator.name !== 'ArithOp' && operator.name !== 'BitOp')
    return compare(left, third?.name === 'not' ? 'is not' : textAt(context.source, operator), right, node, context);
  return calculate(left, textAt(context.source, operator), right);
}

function evaluateOr(left: Value, rightNode: SyntaxNode, context: Context): Value {
  const first = likeliest(left);
  if (first.kind === 'env') {
    const failures: Context['failures'] = [];
    const right = context.program.evaluate(rightNode, first.read.required ? context : {...context, when: null, failures});
    // `os.getenv("X") or fail("X")`.
    if (failures.length > 0) return demand(first, context);
    const fallback = first.read.default === null || isEmpty(first.read.default) ? right : first.read.default;
    const {required, when} = first.read;
    return refine(first, {default: fallback, ...(when === null ? {required} : {})}, context);
  }
  const right = context.program.evaluate(rightNode, {...context, when: null});
  if (left.kind === 'const') return left.value ? left : right;
  return choose([left, right]);
}

function isEmpty(value: Value): boolean {
  return value.kind === 'const' && (value.value === '' || value.value === null);
}

function evaluateAnd(left: Value, right: Value): Value {
  if (left.kind === 'const') return left.value ? right : left;
  return right.kind === 'const' && typeof right.value === 'boolean' ? unknown : choose([right, left]);
}

function calculate(left: Value, operator: string, right: Value): Value {
  if (operator === '+') return add(left, right);
  if (operator === '/') return divide(left, right);
  if (operator === '|') return each(left, one => mergeDicts(one, right));
  if (operator === '%' && stringOf(left) !== null) return fillPlaceholders(stringOf(left) ?? '', right);
  if (operator === '-' && left.kind === 'path' && right.kind === 'const')
    return {kind: 'path', path: parent(left.path, Number(right.value) || 0)};
  if (left.kind !== 'const' || right.kind !== 'const' || typeof left.value !== 'number' || typeof right.value !== 'number') return unknown;
  if (operator === '*') return constant(left.value * right.value);
  return operator === '-' ? constant(left.value - right.value) : unknown;
}

/** A list that doubles in each line must end somewhere. */
const longest = 5000;

/** The sum of two values: numbers, lists, texts or paths with texts. */
export function add(left: Value, right: Value): Value {
  return each(left, one => {
    if (one.kind === 'list') return {kind: 'list', items: [...one.items, ...itemsOf(right)].slice(0, longest)};
    if (right.kind === 'list') return {kind: 'list', items: [one, ...right.items].slice(0, longest)};
    if (one.kind !== 'const' || right.kind !== 'const') return isText(one) || isText(right) ? concatenate([one, right]) : unknown;
    if (typeof one.value === 'number' && typeof right.value === 'number') return constant(one.value + right.value);
    return concatenate([one, right]);
  });
}

function itemsOf(value: Value): readonly Value[] {
  const one = likeliest(value);
  return one.kind === 'list' ? one.items : [one];
}

function isText(value: Value): boolean {
  return ['text', 'env', 'path', 'choice'].includes(value.kind) || stringOf(value) !== null;
}

function divide(left: Value, right: Value): Value {
  return each(left, one => {
    const name = likeliest(right).kind === 'env' ? null : stringOf(likeliest(right));
    return one.kind === 'path' && name !== null ? {kind: 'path', path: join(one.path, name)} : unknown;
  });
}

function compare(left: Value, operator: string, right: Value, node: SyntaxNode, context: Context): Value {
  const name = stringOf(left);
  if (right.kind === 'name' && right.name === 'os.environ' && name !== null) return recordPresence(name, node, context);
  if (left.kind === 'const' && right.kind === 'const') return compareConstants(left.value, operator, right.value);
  const accepted = acceptedTexts(right);
  if (left.kind === 'const' && right.kind === 'list' && accepted !== null)
    return constant(accepted.includes(String(left.value)) === (operator === 'in'));
  if (left.kind !== 'env' || accepted === null) return unknown;
  recordComparison(left.read.name, accepted, context);
  return refineTruth(left, accepted, operator, context);
}

function compareConstants(left: unknown, operator: string, right: unknown): Value {
  if (operator === '==' || operator === 'is') return constant(left === right);
  return operator === '!=' || operator === 'is not' ? constant(left !== right) : unknown;
}

function acceptedTexts(value: Value): readonly string[] | null {
  if (value.kind === 'const' && value.value !== null) return [String(value.value)];
  if (value.kind !== 'list') return null;
  return value.items.flatMap(item => (item.kind === 'const' ? [String(item.value)] : []));
}

function isNotFalse(accepted: readonly string[], operator: string): boolean {
  return operator === '!=' && accepted.length > 0 && accepted.every(text => falseTexts.has(text.toLowerCase()));
}

function refineTruth(left: Value & {kind: 'env'}, accepted: readonly string[], operator: string, context: Context): Value {
  // Everything but the usual texts for false is true.
  if (isNotFalse(accepted, operator) && left.read.cast === 'text') return refine(left, {cast: 'bool'}, context);
  const usual = accepted.filter(text => trueTexts.has(text.toLowerCase()));
  if (usual.length === 0 || (operator !== '==' && operator !== 'in') || left.read.cast !== 'text') return unknown;
  const takesTitle = usual.some(text => text === 'True' || (left.read.foldsCase && text.toLowerCase() === 'true'));
  const truth = takesTitle ? null : (usual[0] ?? null);
  return refine(left, {cast: 'bool', truth, accepts: accepted}, context);
}
