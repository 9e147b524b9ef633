import {join} from 'node:path';
import {allow, readEnv} from '../../src/env';
import {directoryWith} from './directory';

/** Allows a file and reads it, with nothing from the caller but the place of the record. */
export async function allowAndRead(files: Readonly<Record<string, string | Uint8Array>>, workdir = '') {
  const root = directoryWith(files);
  const ambient = {HOME: '/home/someone', XDG_STATE_HOME: join(directoryWith({}), 'state')};
  await allow(root, '.envrc', ambient);
  return readEnv(root, workdir, 'development', ambient);
}
