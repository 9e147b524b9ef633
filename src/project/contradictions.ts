import type {DependencyFile} from '../model/dependencies';
import type {LeftOut} from '../model/left-out';

/** A file that was named to be installed, with all that it includes. */
export interface Entry {
  readonly file: string;
  readonly files: readonly DependencyFile[];
}

/**
 * Divides files that are meant to be installed together into those that can be: where two pin one package at different
 * versions, the one that a pipeline installs stays, else the first.
 * @param installed files that the project's own pipelines install
 */
export function divide(entries: readonly Entry[], installed: readonly string[]): {kept: readonly Entry[]; leftOut: readonly LeftOut[]} {
  const kept: Entry[] = [];
  const leftOut: LeftOut[] = [];
  for (const entry of [...entries].sort((one, other) => rank(one, installed) - rank(other, installed))) {
    const found = contradiction(entry, kept);
    if (found === null) kept.push(entry);
    else leftOut.push(found);
  }
  return {kept: entries.filter(entry => kept.includes(entry)), leftOut};
}

function rank({file}: Entry, installed: readonly string[]): number {
  return installed.includes(file) ? 0 : 1;
}

function contradiction({file, files}: Entry, kept: readonly Entry[]): LeftOut | null {
  const before = kept.flatMap(entry => pinsOf(entry.files));
  for (const pin of pinsOf(files)) {
    const other = before.find(one => one.name === pin.name && one.version !== pin.version);
    if (other !== undefined) return {file, name: pin.name, version: pin.version, where: pin.where, other};
  }
  return null;
}

function pinsOf(files: readonly DependencyFile[]): readonly LeftOut['other'][] {
  return files.flatMap(({file, requirements}) =>
    requirements.flatMap(({name, version, line}) => (version === null ? [] : [{name, version, where: {file, line}}])),
  );
}
