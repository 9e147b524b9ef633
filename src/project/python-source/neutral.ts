import {likeliest} from './choice';
import {refine} from './reads';
import type {Context} from './context';
import type {EnvRead, Value} from './value';

const zero = '0';
const empty = '';
const noUuid = '00000000-0000-0000-0000-000000000000';

/** Texts that say nothing and are understood, by what makes something of them: a type, or a method of a reader. */
export const neutralTexts: Readonly<Record<string, string>> = {
  'float': zero,
  'decimal': zero,
  'decimal.Decimal': zero,
  'timedelta': zero,
  'dict': empty,
  'uuid': noUuid,
  'uuid.UUID': noUuid,
  'log_level': 'INFO',
};

const numbers = new Set(['int', 'float', 'decimal.Decimal']);

/** The neutral text of a type. */
export function neutralOf(type: Value | undefined): string | null {
  if (type?.kind === 'dict') return empty;
  return type?.kind === 'name' && Object.hasOwn(neutralTexts, type.name) ? (neutralTexts[type.name] ?? null) : null;
}

/** A list of which each item is made a number: one of them alone is understood. */
export function withItems(list: Value, type: Value | undefined, context: Context): Value {
  const one = likeliest(list);
  if (one.kind !== 'env' || type?.kind !== 'name' || !numbers.has(type.name)) return list;
  const read = refine(one, {neutral: zero}, context);
  return list.kind === 'env' ? read : list;
}

/** What pydantic understands, by the name of the type; the outermost container counts. */
const ofPydantic: readonly (readonly [RegExp, string])[] = [
  [/^[^[]*\b(Optional\[|Annotated\[|Union\[)*(list|set|tuple|frozenset|sequence)\b/i, '[]'],
  [/\b(dict|mapping)\b/i, '{}'],
  [/\b(float|Decimal)\b/, zero],
  [/\bUUID\d?\b/, noUuid],
  [/\b(AnyUrl|AnyHttpUrl|HttpUrl)\b/, 'http://devenv-placeholder.invalid'],
  [/\bEmailStr\b/, 'devenv-placeholder@example.com'],
];

/** The neutral text of a field's type as it is written. */
export function neutralOfType(type: string): EnvRead['neutral'] {
  return ofPydantic.find(([pattern]) => pattern.test(type))?.[1] ?? /\bLiteral\[\s*["']([^"']+)["']/.exec(type)?.[1] ?? null;
}
