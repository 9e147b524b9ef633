import type {Context} from './context';
import {join, parent} from './path';
import {constant, stringOf, unknown, type Args, type Value} from './value';

const makers = new Set([
  'pathlib.Path',
  'pathlib.PurePath',
  'pathlib.PosixPath',
  'Path',
  'path.Path',
  'unipath.Path',
  'environ.Path',
  'str',
]);
const keepers = new Set(['os.path.abspath', 'os.path.realpath', 'os.path.normpath', 'os.path.expanduser']);
const testers = new Set(['os.path.exists', 'os.path.isfile', 'os.path.isdir']);

/** os.path and pathlib functions; undefined for any other. */
export function callPathFunction(name: string, {positional}: Args, context: Context, self?: Value): Value | undefined {
  const first = asPath(positional[0]);
  if (self) return undefined;
  if (name === 'os.getcwd' || name === 'pathlib.Path.cwd') return {kind: 'path', path: context.program.workdir};
  if (name === 'os.path.join') return joinAll(positional);
  if (first === null) return undefined;
  if (makers.has(name))
    return positional[0]?.kind === 'path'
      ? joinAll(positional)
      : name === 'str'
        ? undefined
        : joinAll([{kind: 'path', path: join(context.program.workdir, first)}, ...positional.slice(1)]);
  if (keepers.has(name)) return positional[0]?.kind === 'path' ? positional[0] : {kind: 'path', path: join(context.program.workdir, first)};
  if (name === 'os.path.dirname') return {kind: 'path', path: parent(first)};
  if (name === 'os.path.basename') return constant(first.slice(first.lastIndexOf('/') + 1));
  return testers.has(name) ? probe(positional[0]?.kind === 'path' ? first : join(context.program.workdir, first), context) : undefined;
}

const same = new Set(['resolve', 'absolute', 'as_posix', 'expanduser', '__str__', 'path']);

/** A method of a path. */
export function callPathMethod(path: string, name: string, {positional}: Args, context: Context): Value {
  if (name === 'joinpath' || (name === 'path' && positional.length > 0)) return joinAll([{kind: 'path', path}, ...positional]);
  // Written for Windows; a path has no backslash here.
  if (name === 'replace' && positional[0] !== undefined && stringOf(positional[0]) === '\\') return {kind: 'path', path};
  // unipath's own words.
  if (name === 'child') return joinAll([{kind: 'path', path}, ...positional]);
  const [levels] = positional;
  if (name === 'ancestor' && levels?.kind === 'const' && typeof levels.value === 'number')
    return {kind: 'path', path: parent(path, levels.value)};
  if (same.has(name)) return {kind: 'path', path};
  if (name === 'exists' || name === 'is_file' || name === 'is_dir') return probe(path, context);
  return unknown;
}

function probe(path: string, {program}: Context): Value {
  program.probed.add(path);
  return constant(program.tree.exists(path));
}

function asPath(value: Value | undefined): string | null {
  return value?.kind === 'path' ? value.path : stringOf(value);
}

/** Known parts joined; unknown where one is not known. */
function joinAll(parts: readonly Value[]): Value {
  const texts = parts.map(part => (part.kind === 'name' && part.name === 'os.pardir' ? '..' : asPath(part)));
  if (!texts.every(text => text !== null)) return unknown;
  const [first = '', ...rest] = texts;
  const joined = rest.reduce(join, first);
  return parts.some(part => part.kind === 'path') ? {kind: 'path', path: joined} : constant(joined);
}
