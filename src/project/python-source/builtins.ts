import {each} from './choice';
import {mergeDicts} from './containers';
import type {Context} from './context';
import {getAttribute} from './member';
import {neutralTexts, withItems} from './neutral';
import {demand, refine, trueTexts} from './reads';
import {constant, stringOf, unknown, type Args, type EnvRead, type Value} from './value';

type Builtin = (first: Value, args: Args, context: Context) => Value;

/** Functions of Python and of small libraries that change how a variable's text is understood. */
export const builtins: Readonly<Record<string, Builtin>> = {
  'bool': (first, _args, context) => toBool(first, context),
  'int': (first, _args, context) => (first.kind === 'const' ? constant(Number(first.value)) : cast(first, 'int', context)),
  'float': toNumber,
  'decimal.Decimal': toNumber,
  'str': first => (first.kind === 'const' ? constant(String(first.value)) : first),
  'list': toList,
  'tuple': toList,
  'set': toList,
  'frozenset': toList,
  'sorted': toList,
  'reversed': toList,
  'map': (first, {positional}, context) => withItems(positional[1] ?? unknown, first, context),
  'filter': (_first, {positional}) => positional[1] ?? unknown,
  'getattr': (first, {positional}, context) => each(first, one => attributeByName(one, positional, context)),
  'dict': (first, {positional, keywords}) => toDict(positional.length > 0 ? first : null, keywords),
  'json.loads': (first, _args, context) => cast(first, 'json', context),
  'ast.literal_eval': (first, _args, context) => toLiteral(first, context),
  'eval': (first, _args, context) => toLiteral(first, context),
  'distutils.util.strtobool': toStrtobool,
  'setuptools.distutils.util.strtobool': toStrtobool,
  'strtobool.strtobool': toStrtobool,
  'str2bool.str2bool': (first, _args, context) => cast(first, 'bool', context),
  'distutils.util.strtobool()': first => first,
  'urllib.parse.urlparse': asUrl,
  'urllib.parse.urlsplit': asUrl,
  'urlparse.urlparse': asUrl,
  'django.utils.translation.gettext_lazy': first => first,
  'django.urls.reverse_lazy': () => unknown,
  'os.fspath': first => first,
  'open': openFile,
};

const named = /(^|\.)((str(ing)?|text|env)_?(to|2)_?bool(ean)?|(to|as|parse)_?bool(ean)?|is_true)$/i;

/** What a function of an unknown library makes of a variable, where its name says that it is a flag; undefined for any other. */
export function callFlagMaker(name: string, first: Value, context: Context): Value | undefined {
  if (first.kind !== 'env' || !named.test(name)) return undefined;
  return first.read.cast === 'text' ? refine(first, {cast: 'bool'}, context) : first;
}

/** `getattr(configuration, "NAME", default)`; what the code of an outside module has is not known. */
function attributeByName(value: Value, [, name, fallback]: readonly Value[], context: Context): Value {
  const attribute = stringOf(name);
  if (attribute === null) return unknown;
  const found = getAttribute(value, attribute, context);
  return found.kind === 'unknown' && fallback !== undefined ? fallback : found;
}

function onVariable(value: Value, change: (value: Value & {kind: 'env'}) => Value): Value {
  return value.kind === 'env' ? change(value) : unknown;
}

/** What is taken of a URL, in whatever parts, is of the variable that holds it. */
function asUrl(first: Value): Value {
  return onVariable(first, read => read);
}

function cast(value: Value, to: EnvRead['cast'], context: Context): Value {
  if (to === 'bool' && value.kind === 'const') return constant(trueTexts.has(String(value.value).toLowerCase()));
  return onVariable(value, read => demand(read.read.cast === 'text' ? refine(read, {cast: to}, context) : read, context));
}

function toNumber(value: Value, _args: Args, context: Context): Value {
  return onVariable(value, read => demand(refine(read, {neutral: neutralTexts['float'] ?? null}, context), context));
}

/** An empty file is there on every machine. */
function openFile(first: Value, args: Args, context: Context): Value {
  if (first.kind === 'env') demand(refine(first, {neutral: '/dev/null'}, context), context);
  return {kind: 'call', callee: 'open', args};
}

function toBool(value: Value, context: Context): Value {
  if (value.kind === 'const') return constant(Boolean(value.value));
  return onVariable(value, read => (read.read.cast === 'text' ? refine(read, {cast: 'truthy'}, context) : read));
}

function toStrtobool(first: Value, _args: Args, context: Context): Value {
  return onVariable(cast(first, 'bool', context), read => refine(read, {rule: 'strtobool'}, context));
}

function toLiteral(value: Value, context: Context): Value {
  const fallback = value.kind === 'env' ? value.read.default : null;
  const isFlag = fallback?.kind === 'const' && ['True', 'False', true, false].includes(fallback.value as string | boolean);
  const read = cast(value, isFlag ? 'bool' : 'json', context);
  // JSON writes it otherwise.
  return read.kind === 'env' ? refine(read, {truth: 'True'}, context) : read;
}

function toList(value: Value): Value {
  return each(value, one => (one.kind === 'list' || one.kind === 'env' ? one : unknown));
}

function toDict(first: Value | null, keywords: ReadonlyMap<string, Value>): Value {
  const named: Value = {kind: 'dict', entries: [...keywords].map(([key, value]) => ({key: constant(key), value}))};
  if (first?.kind === 'name') return first;
  return first ? mergeDicts(first, named) : named;
}
