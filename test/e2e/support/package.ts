import {rmSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {run} from './devenv';

const repository = resolve(__dirname, '../../..');

/** Packs what would be published, from dist as it is, into a directory; returns the archive and the files in it. */
export async function pack(directory: string): Promise<{readonly archive: string; readonly files: readonly string[]}> {
  const {code, stdout, stderr} = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', directory], repository);
  if (code !== 0) throw new Error(`npm pack: ${stderr}`);
  const [packed] = JSON.parse(stdout) as [{readonly filename: string; readonly files: readonly {readonly path: string}[]}];
  return {archive: join(directory, packed.filename), files: packed.files.map(({path}) => path)};
}

/** Unpacks it without its dependencies, which its bundle does not need; returns the program. */
export async function unpackedProgram(directory: string): Promise<string> {
  const {archive} = await pack(directory);
  await run('tar', ['-xzf', archive, '-C', directory], directory);
  rmSync(archive);
  return join(directory, 'package', 'bin', 'devenv');
}
