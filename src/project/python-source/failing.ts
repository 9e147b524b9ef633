import type {SyntaxNode} from '@lezer/common';
import type {Conditions} from '../../model/condition';
import {isCertain, under, type Context} from './context';
import type {Verdict} from './judge';
import {recordRead} from './reads';
import type {EnvRead} from './value';

/** Notes that the code fails here, which only what follows a likely return does where something else holds. */
export function noteFailure({failures, flow}: Context): void {
  failures.push(flow.past);
}

/** Whether it fails whatever the returns before it hang on. */
export function isPlain(failure: Conditions | null): boolean {
  return failure?.length === 0;
}

/** The code fails where the condition is true: what makes it so by being absent is required, alone or where the rest holds. */
export function failWhere(verdict: Verdict, node: SyntaxNode, context: Context): void {
  for (const name of needed(verdict)) requireIn(name, node, context);
  if (verdict.joined !== 'all' || verdict.yes === null) return;
  for (const name of verdict.absent) {
    const others = verdict.yes.filter(condition => condition.name !== name);
    requireIn(name, node, under(others, context));
  }
}

/** Variables without any of which the condition is true. */
export function needed({absent, joined}: Verdict): ReadonlySet<string> {
  return joined === 'all' ? new Set() : absent;
}

/** Each place that reads the variable and has nothing, or an empty text, to stand in for it; where none does, this one. */
export function requireIn(name: string, node: SyntaxNode, context: Context): void {
  const {reads} = context.program;
  const known = [...reads.values()].filter(read => read.name === name);
  if (known.length === 0) recordRead(name, node, context, {required: true});
  for (const read of known.filter(lacks)) {
    if (isCertain(context)) reads.set(read.id, {...read, required: true, when: null});
    else if (!read.required) reads.set(read.id, {...read, when: read.when ?? context.when});
  }
}

function lacks({default: fallback}: EnvRead): boolean {
  return fallback === null || (fallback.kind === 'const' && fallback.value === '');
}
