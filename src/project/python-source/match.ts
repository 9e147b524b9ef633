import type {SyntaxNode} from '@lezer/common';
import {executeClauses, type Clause} from './branches';
import {alternatives, likeliest} from './choice';
import type {Context} from './context';
import {open, type Verdict} from './judge';
import {recordComparison} from './reads';
import {show} from './show';
import {childrenOf, placeOf, textAt} from './source';
import {stringOf, type Value} from './value';

/** `match` and `case`: as `if` and `elif` with comparisons. */
export function executeMatch(node: SyntaxNode, context: Context): void {
  const [, expression, body] = childrenOf(node);
  if (!expression || !body) return;
  const subject = context.program.evaluate(expression, context);
  executeClauses(
    childrenOf(body).flatMap(child => (child.name === 'MatchClause' ? asClause(child, subject, context) : [])),
    context,
  );
}

function asClause(node: SyntaxNode, subject: Value, context: Context): readonly Clause[] {
  const [, pattern, ...rest] = childrenOf(node);
  const body = rest.find(({name}) => name === 'Body');
  if (!pattern || !body) return [];
  const guarded = rest.some(({name}) => name === 'Guard');
  if (pattern.name !== 'CapturePattern') {
    return [{verdict: there => (guarded ? open : judgePattern(pattern, subject, there)), condition: null, body}];
  }
  const name = textAt(context.source, pattern);
  if (name !== '_') context.scope.set(name, {value: subject, where: placeOf(context.source, pattern)});
  return [{verdict: guarded ? () => open : null, condition: null, body}];
}

function judgePattern(pattern: SyntaxNode, subject: Value, context: Context): Verdict {
  const patterns = pattern.name === 'OrPattern' ? childrenOf(pattern).filter(({name}) => name !== 'LogicOp') : [pattern];
  if (patterns.some(({name}) => name !== 'LiteralPattern')) return open;
  const literals = patterns.flatMap(childrenOf).map(literal => context.program.evaluate(literal, context));
  for (const value of alternatives(subject)) {
    if (value.kind === 'env')
      recordComparison(
        value.read.name,
        literals.flatMap(literal => stringOf(literal) ?? []),
        context,
      );
  }
  const likely = literals.some(literal => isLikely(likeliest(subject), literal));
  return {...open, likely, certain: subject.kind === 'const' ? likely : null};
}

function isLikely(subject: Value, literal: Value): boolean {
  if (subject.kind === 'const') return literal.kind === 'const' && literal.value === subject.value;
  if (subject.kind !== 'env') return false;
  const text = show(literal);
  return text === null ? show(subject) === null : (show(subject) ?? '') === text;
}
