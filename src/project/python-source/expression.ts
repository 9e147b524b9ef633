import type {SyntaxNode} from '@lezer/common';
import {evaluateBinary, evaluateUnary} from './operators';
import {choose} from './choice';
import {readArguments} from './arguments';
import {evaluateDictionary, evaluateItems} from './containers';
import {evaluateComprehension} from './comprehension';
import {under, type Context} from './context';
import {evaluateFormat} from './format';
import {asFlag} from './flag';
import {judge} from './judge';
import {decodeNumber, decodeString} from './literal';
import {evaluateMember} from './member';
import {prefersThen} from './prefer';
import {lookUp} from './scope';
import {childrenOf, textAt} from './source';
import {constant, unknown, type Value} from './value';

type Evaluate = (node: SyntaxNode, context: Context) => Value;

const byNode: Readonly<Record<string, Evaluate>> = {
  Number: (node, {source}) => number(textAt(source, node)),
  String: (node, {source}) => constant(decodeString(textAt(source, node))),
  ContinuedString: evaluateContinued,
  FormatString: evaluateFormat,
  Boolean: (node, {source}) => constant(textAt(source, node) === 'True'),
  None: () => constant(null),
  VariableName: (node, context) => lookUp(textAt(context.source, node), context),
  ParenthesizedExpression: evaluateInner,
  AwaitExpression: () => unknown,
  TupleExpression: evaluateItems,
  ArrayExpression: evaluateItems,
  SetExpression: evaluateItems,
  DictionaryExpression: evaluateDictionary,
  MemberExpression: evaluateMember,
  CallExpression: evaluateCall,
  BinaryExpression: evaluateBinary,
  UnaryExpression: evaluateUnary,
  ConditionalExpression: evaluateConditional,
  ArrayComprehensionExpression: evaluateComprehension,
  SetComprehensionExpression: evaluateComprehension,
  ComprehensionExpression: evaluateComprehension,
  LambdaExpression: (node, context) => ({kind: 'function', node, source: context.source, scopes: [context.scope, ...context.outer]}),
  NamedExpression: evaluateNamed,
};

/** The value of an expression; unknown where reading does not tell. Never throws. */
export function evaluateExpression(node: SyntaxNode, context: Context): Value {
  const {budget} = context.program;
  if (budget.steps <= 0 || budget.depth >= 150) return unknown;
  budget.steps -= 1;
  budget.depth += 1;
  try {
    const evaluate = Object.hasOwn(byNode, node.name) ? byNode[node.name] : undefined;
    return evaluate ? evaluate(node, context) : unknown;
  } finally {
    budget.depth -= 1;
  }
}

function number(literal: string): Value {
  const value = decodeNumber(literal);
  return value === null ? unknown : constant(value);
}

function evaluateContinued(node: SyntaxNode, context: Context): Value {
  const parts = childrenOf(node).map(child => context.program.evaluate(child, context));
  return parts.every(part => part.kind === 'const') ? constant(parts.map(part => String(part.value)).join('')) : {kind: 'text', parts};
}

function evaluateInner(node: SyntaxNode, context: Context): Value {
  const inner = childrenOf(node).find(child => child.name !== '(' && child.name !== ')' && child.name !== 'Comment');
  return inner ? context.program.evaluate(inner, context) : unknown;
}

function evaluateCall(node: SyntaxNode, context: Context): Value {
  const [callee, list] = childrenOf(node);
  if (!callee || !list) return unknown;
  const target = context.program.evaluate(callee, context);
  return context.program.call(target, readArguments(list, context), node, context);
}

function evaluateConditional(node: SyntaxNode, context: Context): Value {
  const [whenTrue, , condition, , whenFalse] = childrenOf(node).filter(child => child.name !== 'Comment');
  if (!whenTrue || !condition || !whenFalse) return unknown;
  const verdict = judge(condition, context);
  if (verdict.certain !== null) return context.program.evaluate(verdict.certain ? whenTrue : whenFalse, context);
  const values: [Value, Value] = [
    context.program.evaluate(whenTrue, under(verdict.yes, context)),
    context.program.evaluate(whenFalse, under(verdict.no, context)),
  ];
  const flag = asFlag(condition, values[0], values[1], context);
  if (flag) return flag;
  return choose(prefersThen({...verdict, likely: verdict.likely ?? true}, ...values) ? values : values.reverse());
}

function evaluateNamed(node: SyntaxNode, context: Context): Value {
  const [name, , expression] = childrenOf(node);
  if (!name || !expression) return unknown;
  const value = context.program.evaluate(expression, context);
  context.scope.set(textAt(context.source, name), {value, where: {file: context.source.file, line: 1}});
  return value;
}
