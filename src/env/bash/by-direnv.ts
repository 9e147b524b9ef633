import {existsSync, readFileSync, realpathSync, statSync} from 'node:fs';
import {randomUUID} from 'node:crypto';
import {dirname, join, resolve} from 'node:path';
import {inflateSync} from 'node:zlib';
import type {Proof} from '../../model/proof';
import {closureOf} from '../closure';
import {askDirenv} from '../direnv';
import {broken} from '../failure';
import {nameOf, textOf, type EnvFile} from '../file';
import {emptyScope, type Ambient, type Scope} from '../scope';
import {conclude} from './conclude';
import {entriesOf, environmentFor, type Evaluated, type How} from './evaluate';
import {findProgram} from './find';
import {runBash, usualLimits} from './run';
import {inSandbox} from './sandbox';
import type {Traced} from './trace';

/** What the command under `direnv exec` tells, in the form of evaluate.bash; -p keeps it from what the file sets for a shell. */
const tell = `{ printf 'end\\0%s\\0' 0
while IFS= read -r __devenv_name; do printf '%s=%s\\0' "$__devenv_name" "\${!__devenv_name}"; done < <(compgen -e)
printf '\\0'; } >&3`;

/**
 * Has the installed direnv evaluate a file; it must be allowed for devenv before, with what it sources.
 * Throws an `env` error where direnv is missing, does not allow the file, or gives nothing back, and where bash cannot read it.
 */
export async function evaluateByDirenv(
  root: string,
  file: EnvFile,
  ambient: Ambient,
  {limits = usualLimits, sandbox = false}: How = {},
): Promise<Evaluated> {
  const main: Proof = {file: file.file, line: 1};
  const path = resolve(root, file.file);
  const [direnv, bash] = ['direnv', 'bash'].map(name => findProgram(name, ambient) ?? missing(main, name)) as [string, string];
  requirePermission(root, file, ambient);
  textOf(file);
  const scope = emptyScope(root, ambient);
  const heard: {environment: ReadonlyMap<string, Buffer> | null} = {environment: null};
  const command = [direnv, 'exec', dirname(path), bash, '-p', '-c', tell];
  const token = randomUUID();
  const ran = await runBash({
    command: sandbox ? inSandbox(root, command, ambient, main) : command,
    directory: dirname(path),
    environment: {...environmentFor(ambient, dirname(path)), DIRENV_IN_ENVRC: ''},
    limits,
    token,
    answer: (_, records) => {
      heard.environment = entriesOf(records.slice(1));
      return null;
    },
  });
  const watched = watchedIn(heard.environment);
  load(scope, file, watched);
  const environment = environmentIn(heard.environment, ran.status);
  conclude({scope, main, reached: main, environment}, ran, mentionsIn(scope, environment), {token, limits});
  return {scope, watched};
}

function missing(main: Proof, name: string): never {
  const next = [`apt install ${name}`, 'or without direnv: envrc: {evaluator: auto} in devenv.yaml'];
  throw broken(main, `direnv is to evaluate this file, and there is no ${name} in PATH`, next);
}

/** Newer ones run the command without the variables where the file is not allowed: asked before. */
function requirePermission(root: string, file: EnvFile, ambient: Ambient): void {
  const path = join(realpathSync(root), file.file);
  if (askDirenv(path, file.bytes, ambient) === 'allowed') return;
  throw broken({file: file.file, line: 1}, 'direnv is to evaluate this file, and does not allow it', [`direnv allow ${dirname(path)}`]);
}

/** Only what came back from the file has the mark that direnv sets inside; without it these are the caller's variables. */
function environmentIn(heard: ReadonlyMap<string, Buffer> | null, status: number | null): ReadonlyMap<string, Buffer> | null {
  if (heard === null) return status === 0 ? null : new Map();
  return heard.get('DIRENV_IN_ENVRC')?.toString() === '1' ? heard : null;
}

/** The files that direnv would load anew for; it notes them in a form of its own. */
function watchedIn(environment: ReadonlyMap<string, Buffer> | null): readonly string[] {
  const note = environment?.get('DIRENV_WATCHES')?.toString();
  if (note === undefined) return [];
  const files = JSON.parse(inflateSync(Buffer.from(note, 'base64url')).toString()) as readonly Readonly<Record<string, unknown>>[];
  return files.map(file => String(file['path'] ?? file['Path']));
}

/** What a person would look for a name in. */
const readable = 1024 * 1024;

/** Notes the code that stands in the file by name, and the small files that direnv watches. */
function load(scope: Scope, main: EnvFile, watched: readonly string[]): void {
  for (const file of closureOf(scope.root, main).files) {
    scope.loaded.set(file.file, file);
    scope.code.add(file.file);
  }
  for (const path of watched.filter(one => /(^|\/)\.env[^/]*$/.test(one))) {
    const name = nameOf(scope.root, path);
    if (scope.loaded.has(name)) continue;
    const found = existsSync(path) ? statSync(path) : null;
    const small = found?.isFile() === true && found.size <= readable;
    scope.loaded.set(name, small ? {file: name, bytes: readFileSync(path), mode: found.mode & 0o777} : null);
  }
}

/** direnv does not tell where a value was set: each line that names a variable before a = is taken for it. */
function mentionsIn(scope: Scope, environment: ReadonlyMap<string, Buffer> | null): readonly Traced[] {
  return [...scope.loaded].flatMap(([name, file]) =>
    (file?.bytes.toString() ?? '').split('\n').flatMap((written, index) => {
      const text = written.trim();
      if (text.startsWith('#')) return [];
      const names = [...text.matchAll(/[A-Za-z_]\w*(?=\+?=)/g)].map(([one]) => ({
        name: one,
        value: environment?.get(one)?.toString() ?? null,
      }));
      const unset = text.startsWith('unset ') ? text.split(/\s+/).slice(1) : [];
      const gone = unset.map(one => ({name: one, value: null}));
      return [{file: resolve(scope.root, name), line: index + 1, names: [...names, ...gone], text}];
    }),
  );
}
