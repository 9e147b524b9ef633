import type {Proof} from '../model/proof';

/** What Python said when it failed. */
export interface Traceback {
  /** The line that counts: "ModuleNotFoundError: No module named 'x'". */
  readonly sentence: string;
  /** The line of the project's code that is nearest to the cause. */
  readonly where: Proof | null;
  /** What a person needs of it: the project's own lines and what follows them. */
  readonly lines: readonly string[];
}

const frame = /^\s+File "([^"]+)", line (\d+)/;

/** What a program said: all of it, and what of it went to stderr. */
export interface Said {
  readonly lines: readonly string[];
  readonly errors: readonly string[];
}

/** Reads the last traceback, which Python writes to stderr; where there is none, the last words of all that was said. */
export function readTraceback({lines, errors}: Said): Traceback {
  const written = (errors.some(isHead) ? errors : lines).filter(line => line.trim() !== '');
  const start = written.findLastIndex(isHead);
  if (start < 0) return {sentence: lastWords(written), where: lastOwn(written), lines: written.slice(-15)};
  const length = written.slice(start + 1).findIndex(line => !/^\s/.test(line));
  const end = length < 0 ? written.length - 1 : start + 1 + length;
  // Django adds the name of the field or the command to run in the lines behind it.
  const rest = written.slice(end, end + 4).filter(line => !line.startsWith('Traceback'));
  const frames = written.slice(start + 1, end);
  const sentence = rest[0] ?? lastWords(written);
  return {
    sentence: `${sentence}${causeOf(written.slice(0, start), sentence)}`,
    where: lastOwn(frames),
    lines: [...ownFrames(frames), ...rest],
  };
}

/** `raise ... from cause`: what the sentence does not say of the cause itself. */
function causeOf(before: readonly string[], sentence: string): string {
  if (before.at(-1)?.startsWith('The above exception was the direct cause') !== true) return '';
  const cause = readTraceback({lines: before.slice(0, -1), errors: []}).sentence;
  return sentence.includes(cause.replace(/^[\w.]+: /, '').replace(/^'(.*)'$/, '$1')) ? '' : `: ${cause}`;
}

function isHead(line: string): boolean {
  return line.trim() === 'Traceback (most recent call last):';
}

/** Frames of packages tell how Python got there, not what is wrong. */
function ownFrames(lines: readonly string[]): readonly string[] {
  let own = false;
  return lines.filter(line => {
    const match = frame.exec(line);
    if (match !== null) own = isOwn(match[1] ?? '');
    return own;
  });
}

function lastOwn(lines: readonly string[]): Proof | null {
  for (const line of lines.toReversed()) {
    const [, file = '', number] = frame.exec(line) ?? [];
    if (isOwn(file)) return {file: file.slice('/app/'.length), line: Number(number)};
  }
  return null;
}

/** Every traceback of Django begins in manage.py, and its fault is never there. */
function isOwn(file: string): boolean {
  return file.startsWith('/app/') && !file.endsWith('/manage.py');
}

function lastWords(lines: readonly string[]): string {
  return (lines.findLast(line => line.startsWith('devenv: ')) ?? lines.at(-1) ?? 'it said nothing').replace(/^devenv: /, '');
}
