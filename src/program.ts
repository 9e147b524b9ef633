import {readFileSync} from 'node:fs';
import {flush, handle, run, settings} from '@oclif/core';
import {toDevenvError} from './failure';
import {tellFailure} from './tell';

/** Runs a command line; oclif finds package.json, its manifest and the commands from `place`. */
export async function runProgram(argv: readonly string[], place: string): Promise<void> {
  // NODE_ENV=development would have it look for TypeScript.
  settings.enableAutoTranspile = false;
  await run([...argv], place)
    .then(() => flush())
    .catch(fail);
}

/** Tells what failed outside of a command of oclif's: an unknown command, or one that needed no parser. */
export async function fail(error: Error): Promise<void> {
  const known = await toDevenvError(error, {command: null, flags: [], commands: commandNames()});
  if (known === null) await handle(error);
  else tellFailure(known, process.argv.includes('--json'));
}

function commandNames(): readonly string[] {
  const manifest = readFileSync(new URL('../oclif.manifest.json', import.meta.url), 'utf8');
  const {commands} = JSON.parse(manifest) as {commands: Readonly<Record<string, {readonly aliases: readonly string[]}>>};
  return Object.entries(commands).flatMap(([name, {aliases}]) => [name, ...aliases]);
}
