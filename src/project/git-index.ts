const header = 12;
/** Bytes of an entry before its path, and the mark of an entry that has two more. */
const fixed = 62;
const extended = 0x4000;

/**
 * Paths in the index of a git repository, as git's own documentation of that file lays it out. Empty for what is none, and
 * for version 4, whose paths are shortened.
 */
export function pathsInIndex(index: Buffer): readonly string[] {
  if (index.length < header || index.toString('latin1', 0, 4) !== 'DIRC' || index.readUInt32BE(4) > 3) return [];
  const paths: string[] = [];
  let at = header;
  for (let left = index.readUInt32BE(8); left > 0 && at + fixed < index.length; left -= 1) {
    const begin = at + fixed + ((index.readUInt16BE(at + fixed - 2) & extended) === 0 ? 0 : 2);
    const end = index.indexOf(0, begin);
    if (end < 0) return paths;
    paths.push(index.toString('utf8', begin, end));
    // One to eight zeros end an entry at a multiple of eight.
    at += Math.floor((end - at) / 8) * 8 + 8;
  }
  return paths;
}
