import type {Proof} from '../model/proof';
import {readDatabase} from './database';
import type {EnvRead} from './python-source/value';
import type {Required} from './required';
import type {DjangoSettingsModule} from './settings';

/** The settings with the values of variables that make them use Postgres. */
export interface Switched {
  readonly settings: DjangoSettingsModule;
  readonly switches: Readonly<Record<string, string>>;
  readonly proofs: readonly Proof[];
}

const most = 24;
const postgres = /postg|psql|pgsql|^pg$/i;
const aboutDatabase = /(^|_)(DB|DATABASE|SQL|POSTGRES|POSTGRESQL|PG|PSQL|SQLITE|RDS|ENGINE)(_|$|\d)/i;

/**
 * Settings that use SQLite until a variable says otherwise (`DB=postgres`, `USE_POSTGRES=1`) and whose pins have a
 * driver for Postgres mean Postgres: the value that leads there is found by reading the settings with each one.
 */
export function switchEngine(settings: DjangoSettingsModule, required: readonly Required[]): Switched {
  const unchanged = {settings, switches: {}, proofs: []};
  if (!required.some(({name}) => /^psycopg/.test(name)) || leadsToPostgres(settings, required)) return unchanged;
  for (const [name, value] of candidates(settings).slice(0, most)) {
    const switched = settings.given(new Map([[name, value]]));
    const read = [...settings.program.reads.values()].find(one => one.name === name);
    if (leadsToPostgres(switched, required)) return {settings: switched, switches: {[name]: value}, proofs: read ? [read.where] : []};
  }
  return unchanged;
}

function leadsToPostgres(settings: DjangoSettingsModule, required: readonly Required[]): boolean {
  const {engine, parts} = readDatabase(settings, required);
  const named = parts['ENGINE'];
  return engine === 'postgresql' && !(named?.from === 'literal' && named.value.includes('backends.django'));
}

/** Values to try, the likeliest first: what the code compares a variable with, then flags whose names speak of databases. */
function candidates({program}: DjangoSettingsModule): readonly (readonly [string, string])[] {
  const reads = [...new Map([...program.reads.values()].map(read => [read.name, read])).values()];
  const compared = reads.flatMap(({name}) => [...(program.compared.get(name) ?? [])].map(text => [name, text] as const));
  const named = compared.filter(([, text]) => postgres.test(text));
  const flags = reads.filter(({name}) => aboutDatabase.test(name)).flatMap(read => flagTexts(read).map(text => [read.name, text] as const));
  return [...named, ...flags, ...compared.filter(([name, text]) => aboutDatabase.test(name) && !postgres.test(text))];
}

function flagTexts({cast, truth, name}: EnvRead): readonly string[] {
  if (cast === 'bool') return /SQLITE/i.test(name) ? ['False'] : [truth ?? 'True'];
  if (cast === 'int') return /SQLITE/i.test(name) ? ['0'] : ['1'];
  return /ENGINE|BACKEND/i.test(name) ? ['django.db.backends.postgresql', 'postgresql'] : ['True', 'postgres'];
}
