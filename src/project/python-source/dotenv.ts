import type {SyntaxNode} from '@lezer/common';
import type {Dotenv} from '../../model/dotenv';
import {isCertain, type Context} from './context';
import {join, parent} from './path';
import {placeOf} from './source';
import {stringOf, unknown, type Args, type Value} from './value';

/** What a library does when the code asks it for a .env file. */
interface Request {
  readonly reader: Dotenv['reader'];
  /** The path that the code gives; undefined where the library looks for the file by itself. */
  readonly path: Value | undefined;
  /** Where it looks then: beside the module alone, or from there upwards too. */
  readonly search: 'beside' | 'upwards';
  readonly overrides: Value | undefined;
}

/** Notes the .env file that a library reads here, if it is there and the code is sure to come here. */
export function recordDotenv({reader, path, search, overrides}: Request, node: SyntaxNode, context: Context): void {
  if (!isCertain(context) && isConditional(node)) return;
  const file = path === undefined || isSearch(path) ? lookFor(search, reader, context) : fileOf(path, context);
  if (file === null || !context.program.tree.exists(file)) return;
  const always = overrides?.kind === 'const' && overrides.value === true;
  const where = context.caller ?? placeOf(context.source, node);
  const key = `${reader} ${file}`;
  if (!context.program.dotenvs.has(key)) context.program.dotenvs.set(key, {file, reader, overrides: always, where});
}

/** `load_dotenv(path, stream, verbose, override)`. */
export function loadDotenv({positional, keywords}: Args, node: SyntaxNode, context: Context): Value {
  if (changesGrammar(keywords)) return unknown;
  const path = keywords.get('dotenv_path') ?? positional[0];
  recordDotenv({reader: 'python-dotenv', path, search: 'upwards', overrides: keywords.get('override') ?? positional[3]}, node, context);
  return unknown;
}

/** `read_env` of django-environ and of environs. */
export function readEnvFile(
  library: 'django-environ' | 'environs',
  {positional, keywords}: Args,
  node: SyntaxNode,
  context: Context,
): Value {
  if (changesGrammar(keywords)) return unknown;
  const path = keywords.get('env_file') ?? keywords.get('path') ?? positional[0];
  const own = library === 'environs';
  const overrides = keywords.get(own ? 'override' : 'overwrite') ?? positional[own ? 3 : 1];
  recordDotenv({reader: library, path, search: own ? 'upwards' : 'beside', overrides}, node, context);
  return unknown;
}

/** Options with which the file means something else: it is left to the code that reads it. */
function changesGrammar(keywords: Args['keywords']): boolean {
  return ['parse_comments', 'interpolate', 'encoding', 'stream'].some(name => keywords.has(name));
}

/** A test of a file's presence is certain here; what stays conditional depends on something else. */
function isConditional(node: SyntaxNode): boolean {
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent) if (at.name === 'IfStatement') return true;
  return false;
}

function isSearch(path: Value): boolean {
  return (path.kind === 'call' && path.callee.endsWith('find_dotenv')) || (path.kind === 'const' && path.value === null);
}

function fileOf(path: Value, context: Context): string | null {
  if (path.kind === 'path') return path.path;
  const text = stringOf(path);
  return text === null ? null : join(context.program.workdir, text);
}

function lookFor(search: Request['search'], reader: Dotenv['reader'], {source, program}: Context): string | null {
  // An INI file of decouple's at the same place wins.
  const names = reader === 'decouple' ? ['settings.ini', '.env'] : ['.env'];
  for (let directory = parent(source.file); ; directory = parent(directory)) {
    const found = names.map(name => join(directory, name)).find(file => program.tree.exists(file));
    if (found !== undefined) return found.endsWith('.env') ? found : null;
    if (directory === '' || search === 'beside') return null;
  }
}
