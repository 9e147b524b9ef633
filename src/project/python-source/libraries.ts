import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {loadDotenv, readEnvFile, recordDotenv} from './dotenv';
import {executeSettingsFiles} from './include';
import {absentAsNull} from './environment';
import {callReader, makeReader} from './readers';
import {recordRead, refine, settle} from './reads';
import {constant, stringOf, type Args, type Value} from './value';

type Call = (args: Args, node: SyntaxNode, context: Context) => Value;

const environ: Call = args => makeReader('django-environ', args);
const environs: Call = args => makeReader('environs', args);

/** Its files are looked for from the module upwards, or are named in `Config(RepositoryEnv(path))`. */
const decouple: Call = ({positional: [of], keywords}, node, context) => {
  const repository = of?.kind === 'call' && of.callee === 'decouple.RepositoryEnv' ? of : undefined;
  const path = repository?.args.positional[0] ?? keywords.get('search_path');
  const named = repository !== undefined || (of === undefined && path === undefined);
  if (named) recordDotenv({reader: 'decouple', path, search: 'upwards', overrides: undefined}, node, context);
  return makeReader('decouple');
};

const byName: Readonly<Record<string, Call>> = {
  'environ.Env': environ,
  'environ.FileAwareEnv': environ,
  'environs.Env': environs,
  'environs.FileAwareEnv': environs,
  'decouple.AutoConfig': decouple,
  'decouple.Config': decouple,
  'decouple.config': (args, node, context) => callReader(decoupled(node, context), '', args, node, context),
  'dotenv.load_dotenv': (args, node, context) => loadDotenv(args, node, context),
  'dotenv.main.load_dotenv': (args, node, context) => loadDotenv(args, node, context),
  'environ.Env.read_env': (args, node, context) => readEnvFile('django-environ', args, node, context),
  'environs.Env.read_env': (args, node, context) => readEnvFile('environs', args, node, context),
  'dj_database_url.config': readDatabaseUrl,
  'dj_database_url.parse': ({positional, keywords}, _node, context) => parseUrl(positional[0] ?? keywords.get('url'), context),
  'environ.Env.db_url_config': ({positional}, _node, context) => parseUrl(positional[0], context),
  'dj_email_url.parse': ({positional}, _node, context) => parseUrl(positional[0], context),
  'django_cache_url.parse': ({positional}, _node, context) => parseUrl(positional[0], context),
  'django_cache_url.config': (args, node, context) => readUrl('CACHE_URL', args, node, context),
  'split_settings.tools.include': executeSettingsFiles,
};

const singletons: Readonly<Record<string, Value>> = {'environs.env': makeReader('environs')};

/** Functions of the libraries that read settings from the environment; undefined for any other. */
export function callLibrary(name: string, args: Args, node: SyntaxNode, context: Context): Value | undefined {
  if (Object.hasOwn(byName, name)) return byName[name]?.(args, node, context);
  const dot = name.lastIndexOf('.');
  const reader = singletons[name] ?? singletons[name.slice(0, dot)];
  return reader?.kind === 'reader' ? callReader(reader, singletons[name] ? '' : name.slice(dot + 1), args, node, context) : undefined;
}

function decoupled(node: SyntaxNode, context: Context): ReturnType<typeof makeReader> {
  recordDotenv({reader: 'decouple', path: undefined, search: 'upwards', overrides: undefined}, node, context);
  return makeReader('decouple');
}

function readDatabaseUrl(args: Args, node: SyntaxNode, context: Context): Value {
  return readUrl(stringOf(args.keywords.get('env') ?? args.positional[0]) ?? 'DATABASE_URL', args, node, context);
}

function readUrl(name: string, {positional, keywords}: Args, node: SyntaxNode, context: Context): Value {
  return settle(recordRead(name, node, context, {default: absentAsNull(keywords.get('default') ?? positional[1]), cast: 'url'}), context);
}

function parseUrl(value: Value | undefined, context: Context): Value {
  if (!value) return constant(null);
  if (value.kind === 'env') return refine(value, {cast: 'url'}, context);
  return {kind: 'url', of: value};
}
