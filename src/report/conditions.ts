import type {Condition} from '../model/condition';
import type {Variable} from '../model/project';

/** "required", "required where SSO_ENABLED is true"; null where the settings go on without it. */
export function requiredText({required, when = []}: Pick<Variable, 'required' | 'when'>): string | null {
  if (required) return 'required';
  if (when.length === 0) return null;
  const branches = when.map(conditions => conditions.map(conditionText).join(' and '));
  return `required where ${[...new Set(branches)].join(', or ')}`;
}

function conditionText({name, texts, holds}: Condition): string {
  return `${name} is ${holds ? '' : 'not '}${texts === null ? 'true' : texts.join(' or ')}`;
}
