import {DevenvError} from '../model/errors';
import type {Context} from './context';

const silent =
  /dns error|error resolving DNS|client error \(Connect\)|Connection refused|timed out|invalid peer certificate|\b40[13] (Unauthorized|Forbidden)/i;

/** A package index that does not answer: the line that names it, else the machine's own setting. The URL may hold a login. */
export function unreachableIndex({linesWith}: Pick<Context, 'linesWith'>, sentence: string): DevenvError | null {
  const [, address = ''] = /Failed to fetch:? `?(https?:\/\/[^\s`]+)/.exec(sentence) ?? [];
  const reason = silent.exec(sentence)?.[0];
  if (!URL.canParse(address) || reason === undefined) return null;
  const {host} = new URL(address);
  const [place] = linesWith(host);
  const what = `The package index at ${host} does not answer: ${reason}`;
  if (place === undefined)
    return new DevenvError('build-failed', what, {
      next: ['name an index that answers: PIP_INDEX_URL, or index-url in pip.conf', 'then run the command again'],
    });
  return new DevenvError('build-failed', `${what}; ${place.file}:${String(place.line)} names it`, {
    where: place,
    next: [
      "remove the line, and the index of each machine's own pip.conf is taken",
      'or make that index reachable, then run the command again',
    ],
  });
}
