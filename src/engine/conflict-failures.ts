import {DevenvError} from '../model/errors';
import type {BuildFailure} from './build-log';
import type {Context} from './context';
import {canonical} from './package-name';

/** Packages that exclude each other; what development adds must not change what ships. */
export function conflict({pinsOf}: Pick<Context, 'pinsOf'>, sentence: string, {step}: BuildFailure): DevenvError | null {
  const reasons = /Because (.+?),? we can conclude/.exec(sentence)?.[1];
  if (reasons === undefined) return null;
  const name = canonical(/(?:and (?:you require )?)?([A-Za-z0-9._-]+)(?:==|>|<|~=|!=)/.exec(reasons)?.[1] ?? '');
  const places = pinsOf(name);
  const both = places.length > 1 ? ` (${places.map(({file, line}) => `${file}:${String(line)}`).join(' and ')})` : '';
  const unnamed = [...reasons.matchAll(/([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==/g)]
    .map(([, one = '']) => one)
    .find(one => pinsOf(canonical(one)).length === 0);
  const isDevelopment = step?.includes('dev-build') === true;
  const what = isDevelopment ? 'The development requirements change a package that ships' : 'The requirements contradict each other';
  return new DevenvError('build-failed', `${what}: ${reasons.replace(/you require /g, '')}${both}`, {
    where: places.at(-1) ?? null,
    next: [
      isDevelopment
        ? 'pin the same version in both files, so that what is tested is what ships'
        : 'correct one of the pins, then run the command again',
      ...(unnamed === undefined ? [] : [`no file of the project names ${unnamed}: put one that fits into the requirements`]),
    ],
  });
}
