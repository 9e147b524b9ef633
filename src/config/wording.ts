import type * as z from 'zod/mini';
import {closest, distance} from 'fastest-levenshtein';
import {keysAt} from './keys';

/** What a YAML file holds once its aliases are resolved. */
export type Plain = string | number | bigint | boolean | null | undefined | readonly Plain[] | {readonly [key: string]: Plain};

export interface Wording {
  readonly path: readonly string[];
  /** Whether the key is meant rather than its value. */
  readonly ofKey: boolean;
  readonly text: string;
  readonly next?: string;
}

/** Says what is wrong as a person would. */
export function wordingOf(issue: z.core.$ZodIssue, root: Plain): readonly Wording[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => unknownKey(path, key));
  if (issue.code === 'invalid_key')
    return [{path, ofKey: true, text: `expected ${issue.issues[0]?.message ?? 'another key'}, found ${show(path.at(-1))}`}];
  const [top, service = '', below] = path;
  if (top === 'services' && below === 'image' && valueAt(root, path) === undefined && nearest(service, keysAt(['services'])) !== undefined)
    return [unknownKey(['services'], service)];
  const name = path.length === 0 ? '' : `${path.join('.')}: `;
  return [{path, ofKey: false, text: `${name}expected ${issue.message}, found ${describe(valueAt(root, path), path.includes('env'))}`}];
}

function unknownKey(above: readonly string[], key: string): Wording {
  const known = keysAt(above);
  const near = nearest(key, known);
  const guess = near === undefined ? '' : ` (did you mean '${near}'?)`;
  const place = above.length === 0 ? '' : ` in ${above.join('.')}`;
  return {
    path: [...above, key],
    ofKey: true,
    text: `unknown key '${key}'${place}${guess}`,
    next: `Keys${place || ' at the top'}: ${known.join(', ')}; those that begin with x- are yours.`,
  };
}

/** A key of which at most half, and seldom more than two letters, are wrong. */
function nearest(key: string, known: readonly string[]): string | undefined {
  const near = closest(key, [...known]);
  return distance(key, near) <= Math.min(key.length / 2, Math.max(2, key.length / 3)) ? near : undefined;
}

function valueAt(value: Plain, [first, ...rest]: readonly string[]): Plain {
  if (first === undefined) return value;
  return typeof value === 'object' && value !== null ? valueAt((value as {readonly [key: string]: Plain})[first], rest) : undefined;
}

/** A variable's value may be a secret: only its kind is told. */
function describe(value: Plain, secret: boolean): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'keys and values';
  const kind = typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'truth value' : 'number';
  return secret ? `a ${kind}` : `the ${kind} ${typeof value === 'string' ? show(value) : String(value)}`;
}

function show(text = ''): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}
