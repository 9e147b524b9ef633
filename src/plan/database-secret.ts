import type {DatabaseAccess} from './access';
import type {Engine} from './engines';

/** The database in the form of the sample, where that is a JSON object as secret managers give one; null where it is not. */
export function inSecret(sample: string, {name, user, password}: DatabaseAccess, {port}: Pick<Engine, 'port'>): string | null {
  const given: unknown = parseJson(sample);
  if (typeof given !== 'object' || given === null || !('host' in given)) return null;
  const ours: Readonly<Record<string, string>> = {host: 'db', port, username: user, user, password, dbname: name, database: name, name};
  const replaced = Object.entries(given).map(([key, value]: [string, unknown]) => [
    key,
    key === 'port' && typeof value === 'number' ? Number(port) : (ours[key] ?? value),
  ]);
  return JSON.stringify(Object.fromEntries(replaced));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
