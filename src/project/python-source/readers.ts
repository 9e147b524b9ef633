import type {SyntaxNode} from '@lezer/common';
import {applyCast} from './casts';
import {absentAsNull} from './environment';
import type {Context} from './context';
import {readEnvFile} from './dotenv';
import {neutralTexts, withItems} from './neutral';
import {recordRead, refine, settle} from './reads';
import {noArgs, stringOf, unknown, type Args, type EnvRead, type Value} from './value';

type Reader = Value & {readonly kind: 'reader'};

const casts: Readonly<Record<string, EnvRead['cast']>> = {
  '': 'text',
  'str': 'text',
  'bool': 'bool',
  'int': 'int',
  'list': 'list',
  'tuple': 'list',
  'json': 'json',
  'dict': 'text',
  'float': 'text',
  'bytes': 'text',
  'unicode': 'text',
  'url': 'text',
  'path': 'text',
  'db': 'url',
  'db_url': 'url',
  'dj_db_url': 'url',
  'cache': 'url',
  'cache_url': 'url',
  'dj_cache_url': 'url',
  'email': 'url',
  'email_url': 'url',
  'dj_email_url': 'url',
  'search_url': 'url',
  'channels': 'url',
  'channels_url': 'url',
  'get_value': 'text',
  'decimal': 'text',
  'uuid': 'text',
  'log_level': 'text',
  'timedelta': 'text',
  'enum': 'text',
};

const usualNames: Readonly<Record<string, string>> = {
  db: 'DATABASE_URL',
  db_url: 'DATABASE_URL',
  cache: 'CACHE_URL',
  cache_url: 'CACHE_URL',
  email: 'EMAIL_URL',
  email_url: 'EMAIL_URL',
  search_url: 'SEARCH_URL',
  channels: 'CHANNELS_URL',
  channels_url: 'CHANNELS_URL',
};

/** A call of a library's object or of a method of it: `env("X")`, `env.bool("X", False)`, `config("X", cast=int)`. */
export function callReader(reader: Reader, method: string, args: Args, node: SyntaxNode, context: Context): Value {
  if (method === 'read_env' && reader.library !== 'decouple') readEnvFile(reader.library, args, node, context);
  const cast = Object.hasOwn(casts, method) ? casts[method] : undefined;
  const name =
    stringOf(args.positional[0] ?? args.keywords.get('var') ?? args.keywords.get('name')) ??
    (Object.hasOwn(usualNames, method) ? usualNames[method] : undefined);
  if (cast === undefined || name === undefined) return unknown;
  const scheme = reader.scheme.get(name);
  const fallback = fallbackOf(reader, method, args) ?? schemeDefault(scheme);
  const read = recordRead(reader.prefix + name, node, context, {
    default: absentAsNull(fallback),
    cast,
    separator: cast === 'list' ? (stringOf(args.keywords.get('delimiter')) ?? ',') : null,
    required: fallback === undefined,
    rule: reader.library,
    neutral: Object.hasOwn(neutralTexts, method) ? (neutralTexts[method] ?? null) : null,
  });
  const wanted = args.keywords.get('cast') ?? castArgument(reader, method, args) ?? schemeCast(scheme);
  const items = args.keywords.get('subcast') ?? wanted;
  const shaped =
    method === 'list' ? withItems(read, items, context) : wanted && cast === 'text' ? applyCast(read, wanted, node, context) : read;
  return settle(shaped.kind === 'env' && shaped.read.cast === 'url' ? refine(shaped, {separator: null}, context) : shaped, context);
}

/** Where a library takes the default as an argument without a name. */
function fallbackOf(reader: Reader, method: string, {positional, keywords}: Args): Value | undefined {
  const named = keywords.get('default') ?? keywords.get('missing');
  if (named) return isMissingMark(named) ? undefined : named;
  if (reader.library !== 'django-environ') return positional[1];
  return ['', 'get_value', 'list', 'tuple', 'dict'].includes(method) ? positional[2] : positional[1];
}

function isMissingMark(value: Value): boolean {
  return value.kind === 'name' && (value.name.endsWith('.NOTSET') || value.name.endsWith('undefined'));
}

function castArgument(reader: Reader, method: string, {positional}: Args): Value | undefined {
  if (reader.library === 'decouple') return positional[2];
  return reader.library === 'django-environ' && ['', 'get_value', 'list'].includes(method) ? positional[1] : undefined;
}

function schemeDefault(scheme: Value | undefined): Value | undefined {
  return scheme?.kind === 'list' ? scheme.items[1] : undefined;
}

function schemeCast(scheme: Value | undefined): Value | undefined {
  return scheme?.kind === 'list' && scheme.items.length > 0 ? scheme.items[0] : scheme;
}

/** An object of a library, made with a prefix or a scheme such as `Env(DEBUG=(bool, False))`. */
export function makeReader(library: Reader['library'], args: Args = noArgs): Reader {
  const prefix = stringOf(args.keywords.get('prefix')) ?? '';
  return {kind: 'reader', library, prefix, scheme: args.keywords};
}
