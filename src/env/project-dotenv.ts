import {createHash} from 'node:crypto';
import {join} from 'node:path';
import type {Env, EnvVariable} from '../model/env';
import type {Mode} from '../model/mode';
import type {Dotenv} from '../model/dotenv';
import {dialects} from './dialects';
import type {Entry} from './dialects/dialect';
import {readEnvFile, textOf} from './file';
import {isHostOnly} from './host';

/**
 * Lays the .env files that the project itself reads below the variables of `.envrc`, each by the grammar of its reader, so
 * that they win over what devenv provides and a localhost in them is pointed at a service. Production has no such file.
 * @param ambient the caller's variables, which Compose fills in
 */
export function withDotenv(
  root: string,
  files: readonly Dotenv[],
  mode: Mode,
  ambient: Readonly<Record<string, string | undefined>> = process.env,
): (env: Env) => Env {
  return env => {
    if (mode === 'production' || files.length === 0 || !['none', 'allowed'].includes(env.trust)) return env;
    const read = files.map(file => readOne(root, file, env, ambient));
    const variables = merge([...read.flatMap(one => one.variables), ...env.variables]);
    const hash = read.reduce((sum, one) => sum.update(one.hash), createHash('sha256').update(env.hash)).digest('hex');
    return {...env, variables, hash, warnings: [...env.warnings, ...read.flatMap(one => one.warnings)]};
  };
}

interface Read {
  readonly variables: readonly EnvVariable[];
  readonly warnings: readonly string[];
  readonly hash: string;
}

function readOne(root: string, dotenv: Dotenv, env: Env, ambient: Readonly<Record<string, string | undefined>>): Read {
  const {file, reader, overrides, where} = dotenv;
  const found = readEnvFile(root, join(root, file));
  if (found === null) return {variables: [], warnings: [], hash: ''};
  const lookUp = (name: string) =>
    env.variables.find(one => one.name === name)?.value ?? (reader === 'compose' ? (ambient[name] ?? null) : undefined);
  const {entries, skipped, refused} = dialects[reader](textOf(found), lookUp);
  const place = `${where.file}:${String(where.line)}`;
  const warnings = [
    ...(overrides ? [`${place}: ${file} is read so that it wins over everything else, .envrc and devenv's own values included`] : []),
    ...(refused === null
      ? []
      : [`${file}:${String(refused)}: ${reader} does not understand this line and takes nothing from the file (${place})`]),
    ...skipped.map(line => `${file}:${String(line)}: ${reader} does not understand this line and passes it over (${place})`),
  ];
  return {
    variables: entries.flatMap(entry => toVariable(entry, dotenv)),
    warnings,
    hash: createHash('sha256').update(found.bytes).digest('hex'),
  };
}

/** A value that is not known here, or names a service that only the project's own Compose file has, is left to who reads it. */
function toVariable({name, value, line}: Entry, {file, services = []}: Dotenv): readonly EnvVariable[] {
  if (value === null || value.includes('\0') || !/^[A-Za-z_]\w*$/.test(name) || isHostOnly(name)) return [];
  if (services.includes(URL.canParse(value) ? new URL(value).hostname : value)) return [];
  return [{name, value, where: {file, line}, overrides: []}];
}

function merge(variables: readonly EnvVariable[]): readonly EnvVariable[] {
  const merged = new Map<string, EnvVariable>();
  for (const variable of variables) {
    const before = merged.get(variable.name);
    const earlier = before === undefined ? [] : [...before.overrides, before.where];
    merged.delete(variable.name);
    merged.set(variable.name, {...variable, overrides: [...earlier, ...variable.overrides]});
  }
  return [...merged.values()];
}
