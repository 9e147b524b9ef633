import type {Plan} from '../model/plan';
import {lineOf} from './titles';

/** A plan as text: a line a step, each with its reason, and what would be lost. */
export function renderPlan({steps}: Plan): string {
  if (steps.length === 0) return 'Nothing to do.';
  return steps.map(step => `${lineOf(step)}${step.destroys === undefined ? '' : `\n  destroys ${step.destroys}`}`).join('\n');
}
