import type {Dependencies, DependencyFile} from '../model/project';
import type {Proof} from '../model/proof';
import {parseRequirements} from './requirements';

/** A requirement of any of the sets. */
export interface Required {
  readonly name: string;
  readonly version: string | null;
  readonly extras: readonly string[];
  readonly specifier: string;
  readonly where: Proof;
}

/** All that the files require, production first. */
export function listRequired({production, development}: Dependencies): readonly Required[] {
  return [...production, ...development].flatMap(linesOf);
}

function linesOf({file, content}: DependencyFile): readonly Required[] {
  return parseRequirements(content).flatMap(({name, version, extras, specifier, line}) =>
    name === null ? [] : [{name, version, extras, specifier, where: {file, line}}],
  );
}
