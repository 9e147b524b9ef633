import {DevenvError} from '../model/errors';
import type {Context} from './context';

/** A pin that does not take the project's Python, by uv's words on one line. */
export function refusesPython({pinsOf}: Pick<Context, 'pinsOf'>, sentence: string): DevenvError | null {
  const [, python = '', range = '', name, version = ''] =
    /Because the (?:current|requested) Python version \(([^)]*)\) does not satisfy Python(\S+) and ([A-Za-z0-9._-]+?)(?:\[[^\]]*\])?((?:==|[<>])\S+)? depends on Python/.exec(
      sentence,
    ) ?? [];
  if (name === undefined) return null;
  const minor = /^\D*(\d+\.\d+)/.exec(range)?.[1];
  return new DevenvError('build-failed', `${name}${version} wants Python ${range}, and the project's Python is ${python}`, {
    where: pinsOf(name.toLowerCase())[0] ?? null,
    next: [
      `take another version of ${name}`,
      ...(minor === undefined ? [] : [`or the Python that it wants, in devenv.yaml: python: '${minor}'`]),
      'then run the command again',
    ],
  });
}
