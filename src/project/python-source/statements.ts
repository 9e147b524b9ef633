import type {SyntaxNode} from '@lezer/common';
import {assign, evaluateGroup, executeAssign, executeMutation, executeUpdate} from './assign';
import {executeIf, executeTry} from './branches';
import {likeliest} from './choice';
import {defineClass} from './classes';
import {newFlow, under, type Context} from './context';
import {failWhere, noteFailure, requireIn} from './failing';
import {executeImport} from './imports';
import {judge, negate} from './judge';
import {executeMatch} from './match';
import {executeDecorated} from './objects';
import {childrenOf, placeOf, textAt} from './source';
import {unknown, type Value} from './value';
import {executeWith} from './with';

type Execute = (node: SyntaxNode, context: Context) => void;

const byNode: Readonly<Record<string, Execute>> = {
  ImportStatement: executeImport,
  AssignStatement: executeAssign,
  UpdateStatement: executeUpdate,
  ExpressionStatement: executeExpression,
  IfStatement: executeIf,
  TryStatement: executeTry,
  ForStatement: executeFor,
  WhileStatement: executeWhile,
  WithStatement: executeWith,
  MatchStatement: executeMatch,
  StatementGroup: executeAll,
  DecoratedStatement: executeDecorated,
  FunctionDefinition: defineFunction,
  ClassDefinition: defineClass,
  ReturnStatement: executeReturn,
  RaiseStatement: executeRaise,
  AssertStatement: executeAssert,
};

const longest = 30;

/** Runs the statements below a node for what they bind and read. */
export function executeAll(node: SyntaxNode, context: Context): void {
  const {budget} = context.program;
  if (budget.depth >= 150) return;
  budget.depth += 1;
  for (const child of childrenOf(node)) {
    if (budget.steps <= 0 || context.flow.ended) break;
    budget.steps -= 1;
    if (Object.hasOwn(byNode, child.name)) byNode[child.name]?.(child, context);
  }
  budget.depth -= 1;
}

function executeExpression(node: SyntaxNode, context: Context): void {
  const [expression] = childrenOf(node);
  if (expression?.name === 'CallExpression') executeCall(expression, context);
  else if (expression) context.program.evaluate(expression, context);
}

const exits = new Set(['sys.exit', 'exit', 'quit', 'os._exit']);

function executeCall(node: SyntaxNode, context: Context): void {
  const [callee] = childrenOf(node);
  const called = callee && likeliest(context.program.evaluate(callee, context));
  if (called?.kind === 'name' && exits.has(called.name)) executeRaise(node, context);
  else executeMutation(node, context);
}

/** `if "X" in os.environ: return ...` and then `raise` says that X is required. */
function executeRaise(node: SyntaxNode, context: Context): void {
  for (const name of context.flow.lacking) requireIn(name, node, under(context.flow.past, context));
  noteFailure(context);
}

/** `assert X` is `if not X: raise`. */
function executeAssert(node: SyntaxNode, context: Context): void {
  const [, condition] = childrenOf(node);
  if (!condition) return;
  const verdict = judge(condition, context);
  if (verdict.certain === false) noteFailure(context);
  failWhere(negate(verdict), node, context);
}

/** What may not be reached: a return in it ends nothing that follows. */
function perhaps(context: Context): Context {
  return {...context, when: null, flow: newFlow(context.flow)};
}

function executeWhile(node: SyntaxNode, context: Context): void {
  for (const child of childrenOf(node)) if (child.name === 'Body') executeAll(child, perhaps(context));
}

function executeFor(node: SyntaxNode, context: Context): void {
  const children = childrenOf(node);
  const at = children.findIndex(child => child.name === 'in');
  const [target, iterable] = [children[1], children[at + 1]];
  const body = children.find(child => child.name === 'Body');
  if (!target || !iterable || !body || at < 0) return;
  const items = likeliest(context.program.evaluate(iterable, context));
  const isRun = items.kind === 'list' && !/\b(break|continue|return)\b/.test(textAt(context.source, body));
  for (const item of items.kind === 'list' ? items.items.slice(0, longest) : [unknown]) {
    const pass = isRun ? context : perhaps(context);
    assign(target, item, pass);
    executeAll(body, pass);
  }
}

function defineFunction(node: SyntaxNode, context: Context): void {
  const name = childrenOf(node).find(child => child.name === 'VariableName');
  if (!name) return;
  const where = placeOf(context.source, name);
  const value: Value = {kind: 'function', node, source: context.source, scopes: [context.scope, ...context.outer]};
  context.scope.set(textAt(context.source, name), {value, where});
}

function executeReturn(node: SyntaxNode, context: Context): void {
  const [, ...expressions] = childrenOf(node);
  if (expressions.length > 0) context.returns.push({value: evaluateGroup(expressions, context), likely: true});
  context.flow.ended = true;
}
