import {chownSync, cpSync, existsSync, lchownSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Context} from './context';
import {run} from './process';

export interface Made {
  readonly from: string;
  /** Relative to `from` and to the work tree. */
  readonly files: readonly string[];
  /** What an earlier build had put there. */
  readonly before: readonly string[];
}

/** Puts files into the work tree, except over what git tracks, and takes away what an earlier build made and this one did not. */
export async function placeMade(context: Context, {from, files, before}: Made): Promise<void> {
  const {root} = context;
  const tracked = new Set(await gitPaths(context, ['ls-files', '-z', '--cached']));
  const own = (names: readonly string[]) => names.filter(name => !tracked.has(name));
  const kept = new Set(files);
  for (const file of own(before)) if (!kept.has(file)) rmSync(join(root, file), {force: true});
  const owner = process.getuid?.() === 0 ? statSync(root) : null;
  for (const file of own(files)) {
    makeDirectory(dirname(join(root, file)), owner);
    cpSync(join(from, file), join(root, file), {force: true, verbatimSymlinks: true});
    // A link may come before what it names.
    if (owner !== null) lchownSync(join(root, file), owner.uid, owner.gid);
  }
  const shown = (await gitPaths(context, ['ls-files', '-z', '--others', '--exclude-standard'])).filter(file => kept.has(file));
  if (shown.length === 0) return;
  const text = `git does not ignore what the front end's build makes, such as ${shown[0] ?? ''}: name it in .gitignore`;
  context.tell({kind: 'notice', text});
}

/** The files without packages that somebody installed in the work tree: those stay as they are, they may hold programs for this machine. */
export function withoutInstalled(root: string, files: readonly string[], before: readonly string[]): readonly string[] {
  const installedIn = (file: string) => /^(?:.*?\/)?node_modules(?=\/)/.exec(file)?.[0];
  const own = new Set(before.map(installedIn));
  const kept = new Map<string, boolean>();
  return files.filter(file => {
    const directory = installedIn(file);
    if (directory === undefined || own.has(directory)) return true;
    if (!kept.has(directory)) kept.set(directory, existsSync(join(root, directory)));
    return kept.get(directory) !== true;
  });
}

/**
 * The files without those that lay in the output already and came out as they were, such as a .gitkeep: they are sources
 * of the next build, which would not have them if they were left out with what this one made.
 */
export function withoutSources(root: string, from: string, files: readonly string[], before: readonly string[]): readonly string[] {
  const own = new Set(before);
  return files.filter(file => own.has(file) || !isSame(join(root, file), join(from, file)));
}

function isSame(one: string, other: string): boolean {
  const [here, there] = [one, other].map(path => lstatSync(path, {throwIfNoEntry: false}));
  if (here?.isFile() !== true || there?.isFile() !== true || here.size !== there.size) return false;
  return readFileSync(one).equals(readFileSync(other));
}

/** Directories belong to the owner of the work tree, as its files do. */
function makeDirectory(directory: string, owner: {readonly uid: number; readonly gid: number} | null): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory), owner);
  mkdirSync(directory);
  if (owner !== null) chownSync(directory, owner.uid, owner.gid);
}

/** Paths that git lists, relative to the root; none outside of a repository. */
async function gitPaths({root, signal}: Context, args: readonly string[]): Promise<readonly string[]> {
  // A machine without git has no repository either.
  const outcome = await run('git', ['-C', root, ...args], {signal}).catch(() => null);
  return outcome?.code === 0 ? outcome.stdout.split('\0').filter(path => path !== '') : [];
}
