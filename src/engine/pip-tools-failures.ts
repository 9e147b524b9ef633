import {DevenvError} from '../model/errors';
import type {Proof} from '../model/proof';
import type {Context} from './context';

/**
 * Why pip-compile found no set of versions: by its resolver of today, and by the one that it had before 7.0.
 * @param sentence what it said, on one line
 */
export function uncompiled(project: Pick<Context, 'pinsOf'>, sentence: string): DevenvError | null {
  return absent(project, sentence) ?? contradiction(project, sentence);
}

function absent({pinsOf}: Pick<Context, 'pinsOf'>, sentence: string): DevenvError | null {
  const [, today, before] =
    /No matching distribution found for (\S+)|Could not find a version that matches (\S+) [^:]*? No versions found/.exec(sentence) ?? [];
  const [, name, version] = /^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?(?:={2,3}(\S+))?/.exec(today ?? before ?? '') ?? [];
  if (name === undefined) return null;
  const what =
    version === undefined ? `There is no package ${name} on the index` : `There is no version ${version} of ${name} on the index`;
  return new DevenvError('build-failed', what, {
    where: lineNamed(sentence) ?? pinsOf(name.toLowerCase())[0] ?? null,
    next: ['correct the name or the version, then run the command again'],
  });
}

function contradiction({pinsOf}: Pick<Context, 'pinsOf'>, sentence: string): DevenvError | null {
  const [, today, before] =
    /Cannot install (.+?) because these package versions have conflicting|Could not find a version that matches (\S+) .*? Tried:/.exec(
      sentence,
    ) ?? [];
  const reasons = today ?? before;
  if (reasons === undefined) return null;
  const [name = ''] = /[A-Za-z0-9._-]+(?===|[<>~!])/.exec(reasons) ?? [];
  return new DevenvError('build-failed', `The requirements contradict each other: ${reasons}`, {
    where: lineNamed(sentence) ?? pinsOf(name.toLowerCase())[0] ?? null,
    next: ['correct one of the versions, then run the command again'],
  });
}

/** "-r requirements.in (line 2)", as it is seen from where the command was given. */
function lineNamed(sentence: string): Proof | null {
  const [, file, line] = /-r (\S+) \(line (\d+)\)/.exec(sentence) ?? [];
  return file === undefined ? null : {file, line: Number(line)};
}
