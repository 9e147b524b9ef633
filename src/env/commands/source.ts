import {resolve} from 'node:path';
import {needsShell} from '../failure';
import {argument} from '../scope';
import type {Call} from './call';

/** `source_env_if_exists FILE`: the file's lines as if they stood here, run in its own directory. */
export function sourceIfExists({scope, where, directory, words, source}: Call): void {
  const [word, ...rest] = words;
  if (word === undefined || rest.length > 0) throw needsShell(where, 'source_env_if_exists with anything but one file');
  source(resolve(directory, argument(scope, directory, word, where)));
}
