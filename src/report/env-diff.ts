import type {Proof} from '../model/proof';
import type {Paint} from './paint';
import {placeOf, renderColumns} from './variables';

/** A name in both modes; null where a mode does not set it. */
export interface Compared {
  readonly name: string;
  readonly development: Proof | null;
  readonly production: Proof | null;
  /** Whether both modes give the same value; false where one gives none. */
  readonly same: boolean;
  readonly secret: boolean;
}

/** One line a name; values are never shown. */
export function renderEnvDiff(compared: readonly Compared[], paint: Paint): string {
  const rows = compared.map(one => [markOf(one), one.name, cell(one.development), cell(one.production)]);
  const notes = compared.map(({same, secret}) => (same && secret ? 'the same secret in both' : ''));
  return renderColumns(['', 'NAME', 'DEVELOPMENT', 'PRODUCTION'], rows, notes, paint);
}

function cell(place: Proof | null): string {
  return place === null ? '-' : placeOf(place);
}

function markOf({development, production, same}: Compared): string {
  if (development === null) return '+';
  if (production === null) return '-';
  return same ? '=' : '≠';
}
