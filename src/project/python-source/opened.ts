import type {SyntaxNode} from '@lezer/common';
import {isCertain, type Context} from './context';
import {join} from './path';
import {placeOf} from './source';
import {stringOf, type Args, type Value} from './value';

/** Functions that read the file they are given, with the place of the mode among their arguments. */
const functions: Readonly<Record<string, number | null>> = {
  'open': 1,
  'io.open': 1,
  'codecs.open': 1,
  // It wants the file even where the environment has all that is in it.
  'decouple.RepositoryEnv': null,
};
const methods = new Set(['open', 'read_text', 'read_bytes']);

/** Notes a file that `open(path)` is sure to read and the project does not have. */
export function noteOpenedBy(name: string, {positional, keywords}: Args, node: SyntaxNode, context: Context): void {
  if (!Object.hasOwn(functions, name)) return;
  const [at = null, file = keywords.get('file')] = [functions[name], positional[0]];
  const mode = at === null ? undefined : (positional[at] ?? keywords.get('mode'));
  const path = file?.kind === 'path' ? file.path : stringOf(file);
  if (path !== null) noteOpened(join(file?.kind === 'path' ? '' : context.program.workdir, path), mode, node, context);
}

/** The same of a method of a path, such as `(BASE_DIR / "key.txt").read_text()`. */
export function noteOpenedAs(path: string, method: string, {positional, keywords}: Args, node: SyntaxNode, context: Context): void {
  if (!methods.has(method)) return;
  const mode = method === 'open' ? (keywords.get('mode') ?? positional[0]) : undefined;
  noteOpened(path, mode, node, context);
}

/** What the code looks for first, or writes, it can do without; what a function opens depends on who calls it. */
function noteOpened(path: string, mode: Value | undefined, node: SyntaxNode, context: Context): void {
  const {absent, probed, tree} = context.program;
  const reads = mode === undefined || /^[rbtU]+$/.test(stringOf(mode) ?? '');
  if (!reads) probed.add(path);
  const isOutside = path.startsWith('/') || path.startsWith('..');
  if (isOutside || probed.has(path) || tree.exists(path) || !isCertain(context) || context.caller !== null) return;
  absent.push({path, where: placeOf(context.source, node), certain: true});
}
