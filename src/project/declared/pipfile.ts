import {isTable, tableAt, textOf, type Table} from '../toml';
import {lineFor, lineOf, noParts, type DeclaredSets} from './declared';

/** What a Pipfile without a lock declares. */
export function readPipfile(content: string, table: Table): DeclaredSets | null {
  const section = (name: string) => Object.entries(tableAt(table, name));
  if (section('packages').length === 0) return null;
  const declare = (name: string) =>
    section(name).flatMap(([one, value]) => lineFor(one, value).map(text => ({text, line: lineOf(content, one, `[${name}]`)})));
  const entries = [...section('packages'), ...section('dev-packages')];
  const local = entries.map(([, value]) => (isTable(value) ? textOf(value['path']) : '')).filter(path => path !== '');
  return {production: declare('packages'), development: declare('dev-packages'), parts: {production: noParts, development: noParts}, local};
}
