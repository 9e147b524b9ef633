import {posix} from 'node:path';
import type {Compilation, Dependencies, DependencyFile, LockKind} from '../model/dependencies';
import {pipenvLock} from './pipenv-lock';
import {poetryFor} from './poetry-age';
import {indexForPoetry, oldPoetry} from './poetry-index';
import {rowOf} from './pythons';
import {requiredUv, type RequiredUv} from './required-uv';

/** How a file of pins is made anew by its own tool, moving nothing that still fits. */
export interface Relock {
  /** The file, relative to the root. */
  readonly file: string;
  /** Where the command is given, relative to the root. */
  readonly directory: string;
  readonly tool: readonly string[];
  readonly command: string;
  /** What the command reads beside the file. */
  readonly reads: readonly string[];
  /** A program that the command runs, as it lies in /opt. */
  readonly program?: {readonly name: string; readonly content: string};
}

type Recipe = Pick<Relock, 'tool' | 'command' | 'program'>;

interface Wanted {
  readonly python: string;
  readonly uv: RequiredUv;
  /** Text of the lock as it is. */
  readonly lock: string;
  /** Whether everything moves to the newest version that is admitted. */
  readonly upgrade: boolean;
}

const recipes: Readonly<Record<Exclude<LockKind, 'pylock.toml'>, (wanted: Wanted) => Recipe>> = {
  'uv.lock': ({uv: {tool, program}, upgrade}) => ({tool, command: `${program} lock --quiet${upgrade ? ' --upgrade' : ''}`}),
  'poetry.lock': ({python, lock, upgrade}) => {
    const tool = poetryFor(python, lock);
    const content = oldPoetry[python];
    // poetry 2 keeps versions by itself, those before it move them by themselves.
    const [keeps, moves] = (tool[0] ?? '').startsWith('poetry==1') ? [' --no-update', ''] : ['', ' --regenerate'];
    const words = `lock --no-interaction${upgrade ? moves : keeps}`;
    if (content === undefined) return {tool, command: `${indexForPoetry} && /opt/tool/bin/poetry ${words}`};
    return {
      tool,
      command: `${indexForPoetry} && /opt/tool/bin/python /opt/old_poetry.py ${words}`,
      program: {name: 'old_poetry.py', content},
    };
  },
  'pdm.lock': ({python, upgrade}) => ({tool: rowOf(python).pdm, command: `/opt/tool/bin/pdm lock${upgrade ? '' : ' --update-reuse'}`}),
  'Pipfile.lock': ({python, upgrade}) => {
    const tool = rowOf(python).pipenv;
    if (upgrade) return {tool, command: '/opt/tool/bin/pipenv lock'};
    const program = {name: 'pipenv_lock.py', content: pipenvLock};
    return {tool, command: `/opt/tool/bin/python /opt/${program.name}`, program};
  },
};

/** How the lock of another tool that pins the project's packages is renewed; none where there is no such lock. */
export function foreignRelocks({production, development}: Dependencies, python: string, upgrade: boolean): readonly Relock[] {
  const lock = production.find(({entry}) => entry);
  if (lock === undefined || !isKnown(lock)) return [];
  const recipe = recipes[lock.kind]({python, uv: requiredUv([...production, ...development]), lock: lock.content, upgrade});
  return [{...recipe, file: lock.file, directory: posix.dirname(lock.file), reads: [...production, ...development].map(({file}) => file)}];
}

function isKnown(lock: DependencyFile): lock is DependencyFile & {readonly kind: keyof typeof recipes} {
  return lock.kind in recipes;
}

/**
 * How compiled files are renewed.
 * @param changed the file because of which: those alone that follow from it; null: all of them
 */
export function compiledRelocks(
  compiled: readonly Compilation[],
  python: string,
  changed: string | null,
  upgrade: boolean,
): readonly Relock[] {
  const moved = new Set(changed === null ? compiled.flatMap(({reads}) => reads) : [changed]);
  return compiled
    .filter(({file, reads}) => reads.some(one => moved.has(one)) && moved.add(file))
    .map(one => ({
      file: one.file,
      directory: one.directory,
      reads: one.reads,
      tool: one.tool === 'uv' ? [] : rowOf(python).pipTools,
      command: commandFor(one, upgrade),
    }));
}

function commandFor({file, tool, directory, options, sources}: Compilation, upgrade: boolean): string {
  // pip-compile is quiet of its reasons too.
  const program = tool === 'uv' ? 'uv pip compile --quiet' : '/opt/tool/bin/pip-compile';
  const seen = (path: string) => posix.relative(directory, path);
  const named = sources.filter(({entry}) => entry).map(source => seen(source.file));
  const words = [...(upgrade ? ['--upgrade'] : []), ...options, '--output-file', seen(file), ...named];
  return `${program} ${words.map(quoted).join(' ')}`;
}

function quoted(word: string): string {
  return /^[\w./=:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
