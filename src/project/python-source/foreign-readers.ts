import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {absentAsNull} from './environment';
import {recordRead, settle} from './reads';
import {stringOf, type Args, type EnvRead, type Value} from './value';

const ofEnvironment = /(^|[._])(env|envs|environ|environment|getenv|envparse|prettyconf)([._]|$)/;

/** How the functions of such libraries are called, by what they make of the text. */
const casts: readonly (readonly [RegExp, EnvRead['cast']])[] = [
  [/list|csv|delimited/i, 'list'],
  [/bool/i, 'bool'],
  [/int/i, 'int'],
  [/json|dict/i, 'json'],
];

/**
 * What a library reads that is not known here by its name: a function whose own name speaks of the environment is given
 * that of a variable, such as `envparse.env.bool("DEBUG", default=False)`; undefined for any other.
 */
export function callForeignReader(name: string, {positional, keywords}: Args, node: SyntaxNode, context: Context): Value | undefined {
  const variable = stringOf(positional[0] ?? keywords.get('name') ?? keywords.get('var') ?? keywords.get('key'));
  if (variable === null || !/^[A-Z][A-Z0-9_]+$/.test(variable) || !ofEnvironment.test(name)) return undefined;
  const method = name.slice(name.lastIndexOf('.') + 1);
  const cast = casts.find(([pattern]) => pattern.test(method))?.[1] ?? 'text';
  const [, second] = positional;
  // Some take the type in second place.
  const fallback = keywords.get('default') ?? (second?.kind === 'name' ? undefined : second);
  const required = keywords.get('required');
  const read = recordRead(variable, node, context, {
    default: absentAsNull(fallback),
    opaque: fallback === undefined,
    cast,
    separator: cast === 'list' ? ',' : null,
    required: required?.kind === 'const' && required.value === true,
  });
  return settle(read, context);
}
