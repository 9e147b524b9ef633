import type {Proof} from '../model/proof';
import type {Paint} from './paint';
import {placeOf} from './variables';

/** What `env` tells below the table: what does not fit, and what reaches no service. */
export interface Remarks {
  readonly findings: readonly {readonly kind: string; readonly name: string; readonly what: string; readonly set: Proof | null}[];
  /** Names that stay on the developer's machine. */
  readonly hostOnly: readonly {readonly name: string; readonly where: Proof}[];
  /** Names that a source takes away from what weaker ones say. */
  readonly removed: readonly {readonly name: string; readonly where: Proof}[];
  readonly warnings: readonly string[];
}

/** A paragraph for each kind that there is. */
export function renderRemarks({findings, hostOnly, removed, warnings}: Remarks, paint: Paint): readonly string[] {
  const of = (...kinds: readonly string[]) => findings.filter(({kind}) => kinds.includes(kind));
  const list = (names: readonly {readonly name: string; readonly where: Proof}[]) =>
    names.map(({name, where}) => `${name} ${paint('dim', placeOf(where))}`).join(', ');
  const idle = of('unread').flatMap(({name, set}) => (set === null ? [] : [{name, where: set}]));
  return [
    ...of('missing', 'refused').map(({what}) => paint('red', `✖ ${what}`)),
    ...of('misread').map(({what}) => paint('yellow', `! ${what}`)),
    ...warnings.map(warning => paint('yellow', `! ${warning}`)),
    ...(idle.length === 0 ? [] : [`Read by nothing: ${list(idle)}`]),
    ...(removed.length === 0 ? [] : [`Taken away: ${list(removed)}`]),
    ...(hostOnly.length === 0 ? [] : [`Only for this machine, in no container: ${list(hostOnly)}`]),
  ];
}
