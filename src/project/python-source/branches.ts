import type {SyntaxNode} from '@lezer/common';
import type {Conditions} from '../../model/condition';
import {choose} from './choice';
import {newFlow, under, type Context} from './context';
import {failWhere, isPlain, needed} from './failing';
import {asFlag} from './flag';
import {judge, negate, type Verdict} from './judge';
import {prefersThen} from './prefer';
import {refine} from './reads';
import {childrenOf} from './source';
import type {Binding, Scope} from './value';

/** A branch; one without a verdict is taken where no other is. */
export interface Clause {
  readonly verdict: ((context: Context) => Verdict) | null;
  /** The expression that may make a variable a flag. */
  readonly condition: SyntaxNode | null;
  readonly body: SyntaxNode;
}

/** `if`, `elif`, `else`: a certain condition takes one branch, any other takes all and keeps the likelier values first. */
export function executeIf(node: SyntaxNode, context: Context): void {
  const children = childrenOf(node).filter(child => child.name !== 'Comment');
  const clauses = children.flatMap((child, at): Clause[] => {
    if (child.name !== 'Body') return [];
    const before = children[at - 1];
    const condition = !before || before.name === 'else' ? null : before;
    return [{condition, verdict: condition && (context => judge(condition, context)), body: child}];
  });
  executeClauses(clauses, context);
}

/** `try`: the body's values first, unless it imports what is not there. */
export function executeTry(node: SyntaxNode, context: Context): void {
  const children = childrenOf(node);
  const bodies = children.flatMap((child, at) => (child.name === 'Body' ? [{body: child, after: openerOf(children, at)}] : []));
  const [tried, ...others] = bodies;
  if (!tried) return;
  const handlers = others.filter(({after}) => after === 'except');
  const probes = handlers.map(({body}) => fork(under(null, context), body));
  const rescue = probes.find(probe => !probe.failures.some(isPlain));
  const recovers = rescue !== undefined;
  const attempt = fork(rescue ? under(rescue.failures[0] ?? null, context) : context, tried.body);
  const failed = attempt.failures.length > 0 && recovers;
  const merged = [attempt, ...probes].map(({scope}) => scope);
  joinScopes(context.scope, failed ? merged.reverse() : merged);
  for (const {body, after} of others) {
    if (after !== 'except') context.program.execute(body, context);
  }
}

function openerOf(children: readonly SyntaxNode[], at: number): string {
  return children.slice(0, at).findLast(child => ['try', 'except', 'else', 'finally'].includes(child.name))?.name ?? '';
}

/** Takes the branch that is certain, else all of them. */
export function executeClauses(clauses: readonly Clause[], context: Context): void {
  const [first, ...rest] = clauses;
  if (!first) return;
  if (!first.verdict) return context.program.execute(first.body, context);
  const verdict = first.verdict(context);
  if (verdict.certain === true) return context.program.execute(first.body, context);
  if (verdict.certain === false) return executeClauses(rest, context);
  const before = context.returns.length;
  const then = fork(under(verdict.yes, context), first.body);
  putBehind(verdict, context.returns, before);
  const otherwise = branchFrom(under(verdict.no, context));
  executeClauses(rest, otherwise);
  for (const past of then.failures) failWhere(verdict, first.body, under(past, context));
  for (const past of otherwise.failures) failWhere(negate(verdict), first.body, under(past, context));
  if (then.flow.ended) noteReturn(verdict, otherwise.flow.past, context);
  context.flow.ended = then.flow.ended && otherwise.flow.ended;
  mergeBranches(context.scope, then.scope, otherwise.scope, verdict);
  if (!then.flow.ended) setFallbacks(needed(verdict), then.scope, otherwise.scope, context);
  if (first.condition) setFlags(first.condition, then.scope, otherwise.scope, context);
}

/** `DEBUG = False` and then `if X == "1": DEBUG = True` says that X is a flag. */
function setFlags(condition: SyntaxNode, then: Scope, otherwise: Scope, context: Context): void {
  for (const [name, {value, where}] of then) {
    const flag = value.kind === 'const' ? asFlag(condition, value, otherwise.get(name)?.value, context) : null;
    if (flag) context.scope.set(name, {value: flag, where});
  }
}

/** `X = get("X")` and then `if not X: X = "default"` is a read with that default. */
function setFallbacks(names: ReadonlySet<string>, then: Scope, otherwise: Scope, context: Context): void {
  for (const [name, {value, where}] of otherwise) {
    const fallback = then.get(name)?.value;
    if (value.kind !== 'env' || value.read.default !== null || !names.has(value.read.name) || !fallback || fallback === value) continue;
    context.scope.set(name, {value: refine(value, {default: fallback}, context), where});
  }
}

function fork(context: Context, body: SyntaxNode): Context {
  const forked = branchFrom(context);
  context.program.execute(body, forked);
  return forked;
}

/** What is bound, met and returned in a branch stays there. */
function branchFrom(context: Context): Context {
  return {...context, scope: new Map(context.scope), flow: newFlow(context.flow), failures: []};
}

/** What a branch returns that is not taken stands behind what the code after it does. */
function putBehind(verdict: Verdict, returns: Context['returns'], from: number): void {
  for (const one of returns.splice(from)) {
    returns.push({...one, likely: one.likely && prefersThen({...verdict, likely: verdict.likely ?? true}, one.value, undefined)});
  }
}

/** What follows a branch that returns is reached where its condition is false. */
function noteReturn(verdict: Verdict, past: Conditions | null, {flow}: Context): void {
  for (const name of needed(verdict)) flow.given.add(name);
  for (const name of needed(negate(verdict))) flow.lacking.add(name);
  flow.past = verdict.likely === true ? verdict.no && past && [...past, ...verdict.no] : past;
}

function mergeBranches(scope: Scope, then: Scope, otherwise: Scope, verdict: Verdict): void {
  for (const name of new Set([...then.keys(), ...otherwise.keys()])) {
    const [one, other] = [then.get(name), otherwise.get(name)];
    const isOther = one !== other && !prefersThen(verdict, one?.value, other?.value);
    setMerged(scope, name, isOther ? [other, one] : [one, other]);
  }
}

function joinScopes(scope: Scope, scopes: readonly Scope[]): void {
  for (const name of new Set(scopes.flatMap(one => [...one.keys()])))
    setMerged(
      scope,
      name,
      scopes.map(one => one.get(name)),
    );
}

function setMerged(scope: Scope, name: string, bindings: readonly (Binding | undefined)[]): void {
  const present = bindings.filter(binding => binding !== undefined);
  const [first] = present;
  if (!first) return;
  const value = present.every(binding => binding.value === first.value) ? first.value : choose(present.map(binding => binding.value));
  scope.set(name, {value, where: first.where});
}
