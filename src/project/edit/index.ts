import {posix} from 'node:path';
import {DevenvError} from '../../model/errors';
import type {Compilation, Dependencies, DependencyFile} from '../../model/dependencies';
import {commandOf, isCompiled} from '../compiled';
import {parseRequirements} from '../requirements';
import {formatOf} from './formats';
import type {SetName} from './places';
import {nameOf} from './requirement';

/** A change of one file of the project. */
export interface Edit {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** Whether it is a requirements file in which all that is listed has an exact version. */
  readonly isExact: boolean;
}

/** The files that say what a project needs, and how those that a tool compiled were made. */
export interface Listing {
  readonly dependencies: Dependencies;
  readonly compiled: readonly Compilation[];
}

/**
 * The change that adds a requirement to a set.
 * @throws DevenvError `usage` where no file of the project has a place for it, or one names the package already.
 */
export function addition(listing: Listing, requirement: string, set: SetName): Edit {
  refuseNamed(listing, nameOf(requirement), set);
  for (const file of editable(listing, set)) {
    refuseCompiled(file);
    const after = formatOf(file)?.add(file.content, requirement, set) ?? null;
    if (after !== null) return toEdit(file, after);
  }
  throw nowhere(listing.dependencies, set);
}

/**
 * The change that removes a package, wherever it is named.
 * @throws DevenvError `usage` where no file of the project names it by itself.
 */
export function removal(listing: Listing, name: string): Edit {
  for (const set of ['production', 'development'] as const) {
    for (const file of editable(listing, set)) {
      refuseCompiled(file);
      const after = formatOf(file)?.remove(file.content, name, set) ?? null;
      if (after !== null) return toEdit(file, after);
    }
  }
  throw new DevenvError('usage', `No file of the project asks for ${name}`, {
    next: ['devenv inspect shows which files there are; what another package asks for goes when that one does'],
  });
}

function toEdit({file, kind, content, requirements}: DependencyFile, after: string): Edit {
  const isExact = kind === 'requirements' && requirements.length > 0 && requirements.every(({version}) => version !== null);
  return {file, before: content, after, isExact};
}

/** Files that a person edits: what both sets include, then entries, as the last one has the most to say. */
function editable({dependencies: {production, development}, compiled}: Listing, set: SetName): readonly DependencyFile[] {
  const written = (files: readonly DependencyFile[]) => files.flatMap(file => sourcesOf(file, compiled));
  const shipped = written(production);
  const own = written(development).filter(({file}) => !shipped.some(one => one.file === file));
  const files = set === 'production' ? shipped : [...own, ...shipped.filter(({kind}) => kind !== 'requirements')];
  const known = [...new Map(files.filter(file => formatOf(file) !== null).map(file => [file.file, file])).values()];
  const included = written(development).flatMap(includedBy);
  const rank = ({file, entry}: DependencyFile) => (set === 'production' && included.includes(file) ? 0 : entry ? 1 : 2);
  return known.toSorted((one, other) => rank(one) - rank(other));
}

/** What a compiled file was made from, in its place; compiled files that only bound it are nothing to edit. */
function sourcesOf(file: DependencyFile, compiled: readonly Compilation[]): readonly DependencyFile[] {
  const made = compiled.find(one => one.file === file.file);
  return made?.sources.filter(source => compiled.every(one => one.file !== source.file)) ?? [file];
}

function includedBy({file, kind, content}: DependencyFile): readonly string[] {
  if (kind !== 'requirements') return [];
  const lines = parseRequirements(content).filter(line => line.kind === 'include');
  return lines.map(({argument}) => posix.join(posix.dirname(file), argument ?? ''));
}

/** A compiled file is made anew by the tool that did it, and here nothing says from which one. */
function refuseCompiled({file, kind, content}: DependencyFile): void {
  if (kind !== 'requirements' || !isCompiled(content)) return;
  throw new DevenvError('usage', `${file} is compiled, and the file that it was made from is not here`, {
    where: {file, line: 1},
    next: [`change what it is made from, then: ${commandOf(content) ?? 'pip-compile --generate-hashes'}`],
  });
}

/** A second line for a package would say two things of it, and a second key of a table is an error. */
function refuseNamed(listing: Listing, name: string, set: SetName): void {
  for (const one of editable(listing, set)) {
    const {file, content} = one;
    const without = formatOf(one)?.remove(content, name, set)?.split('\n');
    if (without === undefined) continue;
    refuseCompiled(one);
    const line = content.split('\n').findIndex((row, at) => row !== without[at]) + 1;
    throw new DevenvError('usage', `${file}:${String(line)} names ${name} already`, {
      where: {file, line},
      next: ['change that line, then: devenv lock, and devenv up'],
    });
  }
}

function nowhere({production, development}: Dependencies, set: SetName): DevenvError {
  const names = [...new Set([...production, ...development].map(({file}) => file))];
  const next =
    set === 'development' ? 'create a requirements-dev.txt, or a dev group in pyproject.toml' : 'add it there by hand, then: devenv lock';
  return new DevenvError('usage', `devenv cannot add a requirement for ${set} to ${names.join(', ') || 'a project without requirements'}`, {
    next: [next],
  });
}
