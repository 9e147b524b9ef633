import {inflateSync} from 'node:zlib';
import type {Ambient} from './scope';

/** What bash would act on before the file's first line, and what belongs to the shell that called. */
const ofTheCaller =
  /^(?:BASH_ENV|ENV|SHELLOPTS|BASHOPTS|BASH_XTRACEFD|PS4|BASH_FUNC_.*|DIRENV_(?!CONFIG$).*|DEVENV_EVALUATING|DEVENV_AGAIN)$/;

/** The caller's environment as it was before direnv's hook loaded a file into it; nothing of direnv's own stays. */
export function baseOf(ambient: Ambient): Ambient {
  const loaded = changesOf(ambient['DIRENV_DIFF']);
  const kept = Object.entries({...ambient, ...loaded.before}).filter(
    ([name]) => !ofTheCaller.test(name) && (!Object.hasOwn(loaded.after, name) || Object.hasOwn(loaded.before, name)),
  );
  return Object.fromEntries(kept);
}

type Values = Readonly<Record<string, string>>;

/** What direnv noted in DIRENV_DIFF: the values before and after its load. A note that cannot be read says nothing. */
function changesOf(note: string | undefined): {readonly before: Values; readonly after: Values} {
  if (note === undefined) return {before: {}, after: {}};
  try {
    const {p, n} = JSON.parse(inflateSync(Buffer.from(note, 'base64url')).toString()) as {p?: Values | null; n?: Values | null};
    return {before: p ?? {}, after: n ?? {}};
  } catch {
    return {before: {}, after: {}};
  }
}
