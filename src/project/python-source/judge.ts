import type {SyntaxNode} from '@lezer/common';
import type {Conditions} from '../../model/condition';
import {readArguments} from './arguments';
import {likeliest} from './choice';
import {evaluateComprehension} from './comprehension';
import {under, type Context} from './context';
import {recordComparison} from './reads';
import {show} from './show';
import {childrenOf, textAt} from './source';
import {stringOf, type Value} from './value';

/** What is known of a condition. */
export interface Verdict {
  /** What it always is. */
  readonly certain: boolean | null;
  /** What it is with the defaults of all variables, and in development. */
  readonly likely: boolean | null;
  /** Variables whose presence makes it true. */
  readonly present: ReadonlySet<string>;
  /** Variables whose absence makes it true. */
  readonly absent: ReadonlySet<string>;
  /** What the absence of these does: of one of them alone, of any, or only of all, perhaps with more than that. */
  readonly joined: 'alone' | 'any' | 'all';
  /** What makes it true, as questions that are asked of variables; null where those do not tell all. */
  readonly yes: Conditions | null;
  /** The same for false. */
  readonly no: Conditions | null;
}

const none: ReadonlySet<string> = new Set();
/** Nothing is known. */
export const open: Verdict = {certain: null, likely: null, present: none, absent: none, joined: 'alone', yes: null, no: null};
const falseTexts = new Set(['', '0', 'false', 'f', 'no', 'n', 'off', 'none']);

/** Judges a condition without running it. */
export function judge(node: SyntaxNode, context: Context): Verdict {
  if (node.name === 'ParenthesizedExpression') return judgeInner(node, context);
  if (node.name === 'UnaryExpression') return judgeNot(node, context);
  if (node.name === 'BinaryExpression') return judgeBinary(node, context);
  const verdict = judgeAll(node, context) ?? judgeValue(context.program.evaluate(node, context));
  const isDebug = verdict.certain === null && textAt(context.source, node) === 'DEBUG';
  return isDebug ? {...verdict, likely: true} : verdict;
}

/** `all([A, B])`, `any([A, B])` and `all(f(x) for x in y)`; undefined for anything else. */
function judgeAll(node: SyntaxNode, context: Context): Verdict | undefined {
  const [callee, list] = node.name === 'CallExpression' ? childrenOf(node) : [];
  const name = callee && textAt(context.source, callee);
  if (!list || (name !== 'all' && name !== 'any')) return undefined;
  const isComprehension = childrenOf(list)[2]?.name === 'for';
  const value = isComprehension ? evaluateComprehension(list, context) : readArguments(list, context).positional[0];
  const verdicts = value?.kind === 'list' ? value.items.map(judgeValue) : [];
  return verdicts.length === 0 ? undefined : verdicts.reduce(name === 'all' ? both : either);
}

function judgeInner(node: SyntaxNode, context: Context): Verdict {
  const inner = childrenOf(node)[1];
  return inner ? judge(inner, context) : open;
}

function judgeNot(node: SyntaxNode, context: Context): Verdict {
  const [operator, operand] = childrenOf(node);
  if (operator?.name !== 'not' || !operand) return judgeValue(context.program.evaluate(node, context));
  return judgeNegated(operand, context);
}

/** The grammar takes `not A and B` for `not (A and B)`; Python negates A alone. */
function judgeNegated(node: SyntaxNode, context: Context): Verdict {
  const [left, operator, right] = node.name === 'BinaryExpression' ? childrenOf(node) : [];
  if (left && right && operator) {
    const verdict = joinRight(judgeNegated(left, context), operator.name, right, context);
    if (verdict) return verdict;
  }
  return negate(judge(node, context));
}

/** `and` and `or`; undefined for any other operator. The right side is reached only where the left one leaves it open. */
function joinRight(left: Verdict, operator: string, right: SyntaxNode, context: Context): Verdict | undefined {
  if (operator === 'and') {
    const there = (left.yes ?? []).filter(({holds}) => holds);
    return both(left, judge(right, given(left.joined === 'any' ? none : left.present, under(there, context))));
  }
  if (operator === 'or') return either(left, judge(right, given(left.joined === 'all' ? none : left.absent, context)));
  return undefined;
}

/** The context where these variables are there. */
function given(names: ReadonlySet<string>, context: Context): Context {
  return {...context, flow: {...context.flow, given: new Set([...context.flow.given, ...names])}};
}

const opposite = {alone: 'alone', any: 'all', all: 'any'} as const;

/** The verdict of `not`. */
export function negate({certain, likely, present, absent, joined, yes, no}: Verdict): Verdict {
  return {
    certain: certain === null ? null : !certain,
    likely: likely === null ? null : !likely,
    present: absent,
    absent: present,
    joined: opposite[joined],
    yes: no,
    no: yes,
  };
}

function judgeBinary(node: SyntaxNode, context: Context): Verdict {
  const [left, operator, third, fourth] = childrenOf(node);
  if (!left || !operator || !third) return open;
  const joined = ['and', 'or'].includes(operator.name) ? joinRight(judge(left, context), operator.name, third, context) : undefined;
  if (joined) return joined;
  const negated = operator.name === 'not' || third.name === 'not' || textAt(context.source, operator) === '!=';
  const right = fourth ?? third;
  const values = [context.program.evaluate(left, context), context.program.evaluate(right, context)] as const;
  noteComparison(values, context);
  const verdict = compare(textAt(context.source, operator), ...values);
  if (verdict !== open) return negated ? negate(verdict) : verdict;
  return judgeValue(context.program.evaluate(node, context));
}

function noteComparison([left, right]: readonly [Value, Value], context: Context): void {
  const texts = (right.kind === 'list' ? right.items : [right]).flatMap(one => stringOf(one) ?? []);
  if (left.kind === 'env' && texts.length > 0) recordComparison(left.read.name, texts, context);
}

function both(one: Verdict, other: Verdict): Verdict {
  if (one.certain === true) return other;
  if (other.certain === true) return one;
  const and = (left: boolean | null, right: boolean | null): boolean | null => {
    if (left === false || right === false) return false;
    return left === null || right === null ? null : true;
  };
  return {
    certain: and(one.certain, other.certain),
    likely: and(one.likely, other.likely),
    present: new Set([...one.present, ...other.present]),
    absent: new Set([...one.absent, ...other.absent]),
    joined: 'all',
    yes: one.yes && other.yes && [...one.yes, ...other.yes],
    no: null,
  };
}

function either(one: Verdict, other: Verdict): Verdict {
  return negate(both(negate(one), negate(other)));
}

function compare(operator: string, left: Value, right: Value): Verdict {
  const name = stringOf(left);
  if (name !== null && right.kind === 'name' && right.name === 'os.environ') return {...open, likely: false, present: new Set([name])};
  if (left.kind === 'env' && operator === 'in' && right.kind === 'list') return judgeTexts(left, right.items);
  // Nothing is in what a variable holds that is not there.
  if (name !== null && operator === 'in' && right.kind === 'env' && right.read.default && truthOf(right.read.default) === false)
    return judgeRead(right);
  if (right.kind !== 'const') return open;
  const isNothing = right.value === null || right.value === '';
  if (isNothing && likeliest(left).kind === 'env') return negate(judgeValue(left));
  return left.kind === 'env' && ['==', '!='].includes(operator) ? judgeTexts(left, [right]) : open;
}

/** Whether a variable is one of these texts. */
function judgeTexts(left: Value & {kind: 'env'}, items: readonly Value[]): Verdict {
  const texts = items.flatMap(item => (item.kind === 'const' ? [String(item.value)] : []));
  if (texts.length < items.length) return open;
  const asked = {name: left.read.name, texts};
  const likely = texts.includes(show(left) ?? '');
  return {...open, likely, yes: [{...asked, holds: true}], no: [{...asked, holds: false}]};
}

function judgeValue(value: Value): Verdict {
  const one = likeliest(value);
  if (one.kind === 'env') return judgeRead(one);
  const known = truthOf(one);
  return {...open, certain: value.kind === 'choice' ? null : known, likely: known};
}

function judgeRead(value: Value & {kind: 'env'}): Verdict {
  const {read} = value;
  const text = show(value) ?? '';
  const likely = read.cast === 'truthy' || read.cast === 'text' ? text !== '' : !falseTexts.has(text.toLowerCase());
  const asked = {name: read.name, texts: null};
  const present = text === '' ? new Set([read.name]) : none;
  return {...open, likely, present, yes: [{...asked, holds: true}], no: [{...asked, holds: false}]};
}

function truthOf(value: Value): boolean | null {
  if (value.kind === 'const') return Boolean(value.value);
  if (value.kind === 'list') return value.items.length > 0;
  if (value.kind === 'dict') return value.entries.length > 0;
  return value.kind === 'path' ? true : null;
}
