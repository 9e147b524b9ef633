import type {DependencyFile} from '../../model/dependencies';
import type {Places, SetName} from './places';
import {placesInPyproject} from './pyproject';
import {placesInSetupCfg, placesInSetupPy} from './setup';
import {constraintOf, nameOf} from './requirement';
import {addRequirement, removeRequirement} from './requirements';
import {addToTable, removeFromTable} from './table';

/** How one kind of file takes a requirement such as "six" or "six>=1.16" and lets go of one; null where it has no place for it. */
export interface Format {
  readonly add: (content: string, requirement: string, set: SetName) => string | null;
  readonly remove: (content: string, name: string, set: SetName) => string | null;
}

/** How a file is edited; null where devenv does not. */
export function formatOf({file, kind}: DependencyFile): Format | null {
  return formats[kind === 'setup' ? (file.split('/').at(-1) ?? '') : kind] ?? null;
}

const requirements: Format = {add: addRequirement, remove: removeRequirement};

const pipfile: Format = {
  add: (content, requirement, set) => addToTable(content, sectionOf(set), nameOf(requirement), constraintOf(requirement)),
  remove: (content, name, set) => removeFromTable(content, sectionOf(set), name),
};

const formats: Readonly<Record<string, Format>> = {
  requirements,
  'Pipfile': pipfile,
  'pyproject.toml': inPlaces(placesInPyproject),
  'setup.cfg': inPlaces(placesInSetupCfg),
  'setup.py': inPlaces(placesInSetupPy),
};

function inPlaces(places: Places): Format {
  return {
    add: (content, requirement, set) => first(places(set), place => place.add(content, requirement)),
    remove: (content, name, set) => first(places(set, content), place => place.remove(content, name)),
  };
}

function first<T, Result>(all: readonly T[], look: (one: T) => Result | null): Result | null {
  return all.reduce<Result | null>((found, one) => found ?? look(one), null);
}

function sectionOf(set: SetName): string {
  return set === 'production' ? 'packages' : 'dev-packages';
}
