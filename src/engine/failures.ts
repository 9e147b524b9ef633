import type {Code} from '../model/errors';
import {DevenvError} from '../model/errors';
import type {Proof} from '../model/proof';
import {absentLibrary} from './missing-library';
import type {Outcome} from './process';
import {readTraceback, type Said} from './traceback';

const again = 'run the command again: it goes on from here';

/** A full disk, whoever said so. */
export function outOfSpace(text: string): DevenvError | null {
  if (!/no space left on device|disk quota exceeded|n[o']t have enough free space in/i.test(text)) return null;
  return new DevenvError('build-failed', 'The disk that Docker writes to is full', {
    next: ['docker system df shows what takes the room; docker builder prune frees some', again],
  });
}

/** An engine that went away in the middle. */
export function engineGone(text: string): DevenvError | null {
  const said =
    /cannot connect to the docker daemon|error during connect|error reading from server|closing transport|connection reset by peer|socket hang up|connect E(CONNREFUSED|NOENT|CONNRESET)|read ECONNRESET/i;
  if (!said.test(text)) return null;
  return new DevenvError('no-engine', 'The Docker engine went away', {next: [`start Docker, then ${again}`]});
}

/** What a library threw, as far as it can be said as ours. */
export function explainThrown(error: unknown): unknown {
  if (error instanceof DevenvError || !(error instanceof Error)) return error;
  return outOfSpace(error.message) ?? engineGone(error.message) ?? error;
}

/** What a program of the project said before it failed, with the line of the project's code that is nearest to the cause. */
export function explainPython(code: Code, what: string, said: Said, next: readonly string[] = []): DevenvError {
  const {sentence, where, lines} = readTraceback(said);
  const full = outOfSpace(sentence);
  if (full !== null) return full;
  const place = where === null ? 'it' : `${where.file}:${String(where.line)}`;
  const advice = next.length > 0 ? next : [`correct ${place}, then run devenv up again`];
  return new DevenvError(code, `${what}: ${sentence}`, {where, next: [...hints(sentence), ...advice], detail: lines});
}

/** What a migration that failed leaves in the database: migrations before it, or what it did itself until then. */
export type Left = 'nothing' | 'earlier' | 'parts';

const states: Readonly<Record<Left, string>> = {
  nothing: 'the database is as it was before',
  earlier: 'the migrations before it were applied and stay',
  parts:
    'what ran before the failing operation stays, of this migration too: it is not atomic, or the database takes back no change of tables',
};

/** A migration that failed, by its own line or by its name in Django's progress. */
export function explainMigration(said: Said, files: readonly string[], left: Left): DevenvError {
  const {sentence, where, lines} = readTraceback(said);
  const name = migrationOf(sentence, said.lines);
  const at = where ?? fileOf(name, files);
  const correct = sentence.includes('Conflicting migrations')
    ? 'devenv run -- python manage.py makemigrations --merge, then devenv up'
    : `correct ${at?.file ?? 'it'}, then run devenv up again`;
  const what = name === null ? 'The migrations failed' : `Migration ${name.replace(' ', '.')} failed`;
  const remains = left === 'parts' ? ['where that is in the way, undo it in the database, or begin anew: devenv down --volumes'] : [];
  return new DevenvError('migration-failed', `${what}: ${sentence}`, {
    where: at,
    next: [...hints(sentence), `${correct}: ${states[left]}`, ...remains],
    detail: lines,
  });
}

/** "trees 0007_bad": the one that ran last, or that Django's loader names. */
function migrationOf(sentence: string, log: readonly string[]): string | null {
  const named = /Migration (\w+)\.(\w+) /.exec(sentence);
  if (named !== null) return `${named[1] ?? ''} ${named[2] ?? ''}`;
  const leaves = /\((?:\w+, )*(\w+) in (\w+)\)/.exec(sentence);
  if (leaves !== null) return `${leaves[2] ?? ''} ${leaves[1] ?? ''}`;
  const running = log.flatMap(line => [.../Applying (\w+)\.(\w+)\.\.\.(?! OK)/g[Symbol.matchAll](line)]).at(-1);
  return running === undefined ? null : `${running[1] ?? ''} ${running[2] ?? ''}`;
}

function fileOf(migration: string | null, files: readonly string[]): Proof | null {
  const [app = '', name = ''] = migration?.split(' ') ?? [];
  const own = files.filter(file => file.endsWith(`/${name}.py`));
  const file = own.find(candidate => candidate.includes(`${app}/`)) ?? own[0];
  return file === undefined || migration === null ? null : {file, line: 1};
}

/** A fixture that failed: its loader says "PATH:LINE: OBJECT, FIELD: what", without the line where the format has none. */
export function explainFixture(file: string, said: Said): DevenvError {
  const {sentence, lines} = readTraceback(said);
  const [, line, what = sentence] = /^[^\s:]+:(?:(\d+):)? (.*)$/s.exec(sentence) ?? [];
  return new DevenvError('migration-failed', `${file} is broken: ${what}`, {
    where: {file, line: line === undefined ? 1 : Number(line)},
    next: [`correct ${file}, then run devenv up again: nothing of it was loaded`, 'or go on without it: devenv up --no-fixtures'],
    detail: lines.length > 1 ? lines : [],
  });
}

/** The compose command's failure. The npm package rejects with a plain object, not with an Error. */
export function explainCompose(error: unknown, services: readonly string[]): DevenvError {
  const text = (error as {err?: string}).err ?? String(error);
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const known = outOfSpace(text) ?? engineGone(text);
  if (known !== null) return known;
  if (/port is already allocated|address already in use/.test(text)) {
    return new DevenvError('unhealthy', 'The port was taken while the services started', {
      next: ['run the command again: it takes the next free one'],
      again: true,
      detail: lines.slice(-5),
    });
  }
  return new DevenvError('unhealthy', `Starting ${services.join(', ')} failed: ${lines.at(-1) ?? 'compose said nothing'}`, {
    detail: lines.slice(-15),
    next: ['devenv logs', 'devenv doctor'],
  });
}

/** For a one-off program that is expected to succeed. */
export function explainOutcome(code: Code, what: string, {lines}: Outcome, next: readonly string[] = []): DevenvError {
  const text = lines.join('\n');
  return outOfSpace(text) ?? engineGone(text) ?? new DevenvError(code, what, {next, detail: lines.slice(-15)});
}

function hints(sentence: string): readonly string[] {
  const module = /No module named '([\w-]+)/.exec(sentence)?.[1];
  if (module !== undefined) return [`if ${module} is a package, add it to the requirements`];
  const library = absentLibrary(sentence);
  if (library !== null) return [`add the library, in devenv.yaml: apt: [${library}]`];
  const [, , port] =
    /host='(localhost|127\.0\.0\.1)', port=(\d+)/.exec(sentence) ?? /(localhost|127\.0\.0\.1)[:/](\d+).*refused/i.exec(sentence) ?? [];
  if (port !== undefined)
    return [
      `nothing listens on port ${port} of the container: add what should, in devenv.yaml: services:, with its address under provides:`,
    ];
  const variable = /Set the (\w+) environment variable/.exec(sentence)?.[1];
  return variable === undefined ? [] : [`add to .envrc: export ${variable}=..., then devenv allow`];
}
