import type {SyntaxNode} from '@lezer/common';
import {each} from './choice';
import {concatenate} from './concatenate';
import {getKey} from './containers';
import type {Context} from './context';
import {callBound} from './objects';
import {noteOpenedAs} from './opened';
import {callPathMethod} from './path-functions';
import {formatText} from './placeholders';
import {callReader} from './readers';
import {demand, recordComparison, refine} from './reads';
import {urlOfPart} from './url-part';
import {constant, stringOf, unknown, type Args, type Value} from './value';

/** What a method call gives. */
export function callMethod(object: Value, name: string, args: Args, node: SyntaxNode, context: Context): Value {
  switch (object.kind) {
    case 'choice':
      return each(object, one => callMethod(one, name, args, node, context));
    case 'env':
      return callOnVariable(object, name, args, context);
    case 'const':
      return typeof object.value === 'string' ? callOnText(object.value, name, args) : unknown;
    case 'text':
      return name === 'format' ? object : unknown;
    case 'dict':
      return name === 'get' ? getOr(object, args) : name === 'copy' ? object : unknown;
    case 'list':
      return name === 'copy' ? object : unknown;
    case 'path':
      noteOpenedAs(object.path, name, args, node, context);
      return callPathMethod(object.path, name, args, context);
    case 'reader':
      return callReader(object, name, args, node, context);
    case 'call':
      return context.program.call({kind: 'name', name: `${object.callee}().${name}`}, args, node, context);
    case 'class':
    case 'object':
      return callBound(object, name, args, node, context);
    case 'method':
      return sameText.has(name) ? callOnPart(object, context) : unknown;
    default:
      return unknown;
  }
}

const sameText = new Set([
  'strip',
  'lstrip',
  'rstrip',
  'replace',
  'encode',
  'decode',
  'title',
  'capitalize',
  'format',
  'removeprefix',
  'removesuffix',
  'copy',
  'get_secret_value',
]);
const folding = new Set(['lower', 'upper', 'casefold']);

function callOnVariable(value: Value & {kind: 'env'}, name: string, {positional}: Args, context: Context): Value {
  const used = value.read.cast === 'text' ? demand(value, context) : value;
  if (name === 'split' || name === 'rsplit') {
    return refine(used, {cast: 'list', separator: stringOf(positional[0]) ?? ' '}, context);
  }
  if (name === 'startswith' || name === 'endswith') recordComparison(used.read.name, textsOf(positional[0]), context);
  if (folding.has(name)) return refine(used, {foldsCase: true}, context);
  return sameText.has(name) ? used : unknown;
}

/** `urlparse(os.getenv("X")).path.replace("/", "")` fails where there is no URL. */
function callOnPart(value: Value & {kind: 'method'}, context: Context): Value {
  const url = urlOfPart(value);
  return url === null ? unknown : {...value, of: demand(url, context)};
}

function textsOf(value: Value | undefined): readonly string[] {
  return (value?.kind === 'list' ? value.items : [value]).flatMap(one => stringOf(one) ?? []);
}

function callOnText(text: string, name: string, args: Args): Value {
  const [first, second] = args.positional;
  switch (name) {
    case 'format':
      return formatText(text, args);
    case 'lower':
      return constant(text.toLowerCase());
    case 'upper':
      return constant(text.toUpperCase());
    case 'startswith':
      return first ? constant(textsOf(first).some(one => text.startsWith(one))) : unknown;
    case 'strip':
      return constant(text.trim());
    case 'split':
      return {kind: 'list', items: text.split(stringOf(first) ?? ' ').map(constant)};
    case 'join':
      return first?.kind === 'list' ? joinTexts(text, first.items) : unknown;
    case 'replace':
      return constant(text.replaceAll(stringOf(first) ?? '', stringOf(second) ?? ''));
    default:
      return unknown;
  }
}

function joinTexts(separator: string, items: readonly Value[]): Value {
  return concatenate(items.flatMap((item, at) => (at === 0 ? [item] : [constant(separator), item])));
}

function getOr(dict: Value, {positional}: Args): Value {
  const value = getKey(dict, positional[0] ?? unknown);
  return value.kind === 'unknown' ? (positional[1] ?? constant(null)) : value;
}
