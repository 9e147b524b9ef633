import type {Dependencies, Requirement} from '../model/dependencies';
import type {Proof} from '../model/proof';

/** A requirement of any of the sets. */
export interface Required extends Omit<Requirement, 'line'> {
  readonly where: Proof;
}

/** All that the files require, production first. */
export function listRequired({production, development}: Dependencies): readonly Required[] {
  return [...production, ...development].flatMap(({file, requirements}) =>
    requirements.map(({line, ...requirement}) => ({...requirement, where: {file, line}})),
  );
}

/** Whether celery is installed: by its name, or by a package or an extra whose name says that it brings it. */
export function requiresCelery(required: readonly Pick<Required, 'name' | 'extras'>[]): boolean {
  return required.some(({name, extras}) => name.split('-').includes('celery') || extras.includes('celery'));
}
