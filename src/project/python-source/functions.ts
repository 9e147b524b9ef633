import type {SyntaxNode} from '@lezer/common';
import {splitAtCommas} from './arguments';
import {choose} from './choice';
import {newFlow, type Context} from './context';
import {absentAsNull} from './environment';
import {noteFailure} from './failing';
import {refine} from './reads';
import {childrenOf, placeOf, textAt} from './source';
import {unknown, type Args, type Scope, type Value} from './value';

type FunctionValue = Value & {readonly kind: 'function'};

/** Calls a function of the project by reading its body; what it reads counts as read by the caller, but for a property, which nobody calls. */
export function callFunction(callee: FunctionValue, args: Args, node: SyntaxNode, context: Context): Value {
  if (context.program.budget.depth > 60) return unknown;
  const caller = context.caller ?? (callee.role === 'property' ? null : placeOf(context.source, node));
  const returns: Context['returns'] = [];
  const base: Context = {...context, source: callee.source, outer: callee.scopes, caller, returns, flow: newFlow(), failures: []};
  const inner: Context = {...base, scope: bindParameters(callee.node, args, {...base, scope: new Map()})};
  if (callee.node.name === 'LambdaExpression') return evaluateLambda(callee.node, inner);
  const body = childrenOf(callee.node).find(child => child.name === 'Body');
  if (body) context.program.execute(body, inner);
  // `fail("...")` is a raise of its own.
  if (inner.failures.length > 0 && returns.length === 0) noteFailure(context);
  const [likely, others] = [returns.filter(one => one.likely), returns.filter(one => !one.likely)];
  return combine(
    [...likely, ...others].map(({value}) => value),
    context,
  );
}

function evaluateLambda(node: SyntaxNode, context: Context): Value {
  const body = childrenOf(node).at(-1);
  return body ? context.program.evaluate(body, context) : unknown;
}

/** A function that returns a variable or something fixed returns a variable with a default. */
function combine(returns: readonly Value[], context: Context): Value {
  const read = returns.find(value => value.kind === 'env');
  const modules = returns.filter(value => value.kind === 'module');
  // One of the project's own is likelier than what nobody names or what lies elsewhere.
  if (read?.kind !== 'env') return choose(modules.length > 0 ? modules : returns);
  const fallback = returns.find(value => ['const', 'list', 'path'].includes(value.kind));
  const first = absentAsNull(fallback);
  return read.read.default === null && first ? refine(read, {default: first, required: false}, context) : read;
}

function bindParameters(node: SyntaxNode, args: Args, context: Context): Scope {
  const list = childrenOf(node).find(child => child.name === 'ParamList');
  const where = placeOf(context.source, node);
  const scope: Scope = new Map();
  const groups = list ? splitAtCommas(list) : [];
  groups.forEach((parts, at) => {
    const [first, second] = parts;
    if (!first) return;
    const name = textAt(context.source, first.name === 'VariableName' ? first : (second ?? first));
    scope.set(name, {
      value: first.name === 'VariableName' ? argumentFor(name, at, parts, args, context) : rest(first.name, at, args),
      where,
    });
  });
  return scope;
}

function argumentFor(name: string, at: number, parts: readonly SyntaxNode[], args: Args, context: Context): Value {
  const given = args.keywords.get(name) ?? args.positional[at];
  if (given) return given;
  const assign = parts.findIndex(part => part.name === 'AssignOp');
  const fallback = assign < 0 ? undefined : parts[assign + 1];
  return fallback ? context.program.evaluate(fallback, context) : unknown;
}

function rest(star: string, at: number, args: Args): Value {
  return star === '*' ? {kind: 'list', items: args.positional.slice(at)} : unknown;
}
