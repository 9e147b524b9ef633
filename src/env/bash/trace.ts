import {resolve} from 'node:path';
import {namesOf, wordsOf, type Named} from './words';

/** One command that bash ran, with the file that it stands in. */
export interface Traced {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly names: readonly Named[];
  readonly text: string;
}

/**
 * Reads the trace of an evaluation: every command in order, without those of our own library.
 * @param given what devenv itself answered, which the trace names by its place in this list
 */
export function readTrace(trace: string, token: string, library: string, given: readonly Traced[]): readonly Traced[] {
  const reading: string[] = [];
  const known = new Map<string, string>();
  const traced: Traced[] = [];
  for (const {kind, fields, rest} of divide(trace, token)) {
    if (kind === 'enter') reading.push(fields[0] ?? '');
    else if (kind === 'leave') reading.pop();
    else if (kind === 'given') traced.push(...given.slice(Number(fields[0]), Number(fields[0]) + 1));
    else if (kind === 'trace') {
      const [source = '', line = '', directory = ''] = fields;
      const file = fileOf(source, directory, reading, known);
      const own = source === '' || rest.startsWith('__devenv_') || file.startsWith(`${library}/`);
      if (!own) traced.push({file, line: Number(line), names: namesOf(wordsOf(rest)), text: rest});
    }
  }
  return traced;
}

interface Division {
  readonly kind: string;
  readonly fields: readonly string[];
  /** What follows up to the next mark. */
  readonly rest: string;
}

const fieldCount: Readonly<Record<string, number>> = {trace: 3};

/** Cuts a stream at its marks: what comes before the first has the kind "". */
export function divide(stream: string, token: string): readonly Division[] {
  const [first = '', ...pieces] = stream.split(new RegExp(`\\x1e+${token}\\x1f`));
  const divided = pieces.map(piece => {
    const [kind = '', ...others] = piece.split('\x1f');
    const count = fieldCount[kind] ?? 1;
    return {kind, fields: others.slice(0, count), rest: others.slice(count).join('\x1f')};
  });
  return [{kind: '', fields: [], rest: first}, ...divided];
}

/** bash tells a file as it was called: by a path from where it was, or as one of the files that are being read. */
function fileOf(source: string, directory: string, reading: readonly string[], known: Map<string, string>): string {
  if (source.startsWith('./') && !source.slice(2).includes('/')) {
    const open = reading.findLast(file => file.endsWith(source.slice(1)));
    if (open !== undefined) return open;
  }
  const found = known.get(source) ?? resolve(directory, source);
  known.set(source, found);
  return found;
}
