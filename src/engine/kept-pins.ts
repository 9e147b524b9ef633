/**
 * A requirements file that was compiled anew, in which what says the same is spelled as before: header, options, the
 * hashes of a pin that did not move, and a note on who asks for it. Releases of the tools spell all of these differently.
 */
export function keepPins(before: string, after: string): string {
  const [old, made] = [partsOf(before), partsOf(after)];
  const known = new Map(old.pins.map(pin => [pin.what, pin]));
  const pins = made.pins.map((pin, at) => {
    const lead = at === 0 ? (old.pins[0]?.lead ?? '') : pin.lead;
    const same = known.get(pin.what);
    if (same === undefined) return lead + ended(pin.pin + pin.note);
    return lead + ended(same.pin + (asking(same.note) === asking(pin.note) ? same.note : pin.note));
  });
  const text = [...pins, made.tail === '' ? '' : old.tail || made.tail].join('');
  return before.endsWith('\n') ? text : text.replace(/\n$/, '');
}

/** A file that was made anew below the comments that it began with: they say how it was made. */
export function keepHeader(before: string, after: string): string {
  const header = /^(?:#.*\n)*/;
  return `${header.exec(before)?.[0] ?? ''}${after.replace(header, '')}`;
}

interface Pin {
  /** Comments and options between the pin before and this one. */
  readonly lead: string;
  /** Name, version and marker, however they are spelled. */
  readonly what: string;
  /** As written, hashes too, up to the note. */
  readonly pin: string;
  /** "# via ..." behind it or below it, with the end of its line. */
  readonly note: string;
}

interface Parts {
  readonly pins: readonly Pin[];
  /** What comes behind the last note: packages that are not pinned. */
  readonly tail: string;
}

const entry = /^(?![#\s-]|$)(?:.*\\\r?\n)*.*\n?|^-e .*\n?/gm;
const notes = /(?:[ \t]+#.*(?:\n|$))*/y;

function partsOf(text: string): Parts {
  const pins: Pin[] = [];
  let end = 0;
  for (const match of text.matchAll(entry)) {
    const lead = text.slice(end, match.index);
    notes.lastIndex = match.index + match[0].length;
    const below = notes.exec(text)?.[0] ?? '';
    const [, pin = '', beside = ''] = /^([\s\S]*?)(\s+# via[^\n]*\n?|\n?)$/.exec(match[0]) ?? [];
    end = match.index + match[0].length + below.length;
    pins.push({lead, what: meaningOf(pin), pin, note: beside + below});
  }
  return {pins, tail: text.slice(end)};
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function meaningOf(pin: string): string {
  const bare = pin.replaceAll(/\s--hash=\S+/g, '').replaceAll(/\\\r?\n/g, ' ');
  const [name = ''] = /^[\w.-]*/.exec(bare) ?? [];
  return `${name.toLowerCase().replaceAll(/[-_.]+/g, '-')}${bare.slice(name.length).replaceAll(/["'\s]/g, '')}`;
}

/** Who asks for a package, in whatever layout. */
function asking(note: string): string {
  const words = note.replaceAll(/#|\bvia\b|\([^)]*\)/g, ' ').split(/[\s,]+/);
  return words
    .filter(word => word !== '' && word !== '-r')
    .sort()
    .join(' ');
}
