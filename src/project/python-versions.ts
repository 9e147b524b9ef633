/** The Pythons that we know, the newest first. */
const pythons = ['3.14', '3.13', '3.12', '3.11', '3.10', '3.9', '3.8', '3.7', '3.6'] as const;

const fallback = '3.13';

/** Oldest and newest Python per Django release, with the patch release that first admits the newest. */
const admitted: readonly (readonly [django: string, from: string, to: string, since: number, before: string])[] = [
  ['1.11', '3.6', '3.7', 17, '3.6'],
  ['2.0', '3.6', '3.7', 0, '3.7'],
  ['2.1', '3.6', '3.7', 0, '3.7'],
  ['2.2', '3.6', '3.9', 17, '3.8'],
  ['3.0', '3.6', '3.9', 11, '3.8'],
  ['3.1', '3.6', '3.9', 3, '3.8'],
  ['3.2', '3.6', '3.10', 9, '3.9'],
  ['4.0', '3.8', '3.10', 0, '3.10'],
  ['4.1', '3.8', '3.11', 3, '3.10'],
  ['4.2', '3.8', '3.12', 8, '3.11'],
  ['5.0', '3.10', '3.12', 0, '3.12'],
  ['5.1', '3.10', '3.13', 3, '3.12'],
  ['5.2', '3.10', '3.14', 8, '3.13'],
  ['6.0', '3.12', '3.14', 0, '3.14'],
  ['6.1', '3.12', '3.14', 0, '3.14'],
];

/** The newest Python that a Django release and the bounds admit; the usual one where nothing is known. */
export function newestPython(django: string | null, admits: (python: string) => boolean): string {
  const row = django === null ? undefined : rowOf(django);
  const known = pythons.filter(admits);
  if (!row) return known.includes(fallback) ? fallback : (known[0] ?? fallback);
  const [, from, to, since, before] = row;
  const newest = patchOf(django ?? '') >= since ? to : before;
  return known.find(python => order(python) <= order(newest) && order(python) >= order(from)) ?? known[0] ?? newest;
}

/** Django before 1.11 is older than each Python that we know: the oldest fits it best. */
const before: (typeof admitted)[number] = ['1.10', '3.6', '3.6', 0, '3.6'];

function rowOf(django: string): (typeof admitted)[number] | undefined {
  if (isOlder(django)) return before;
  return admitted.find(([release]) => django === release || django.startsWith(`${release}.`));
}

/** Whether a Python is older than all that a Django release admits. */
export function isRefused(django: string | null, python: string): boolean {
  const from = django === null ? undefined : rowOf(django)?.[1];
  return from !== undefined && order(python) < order(from);
}

/** Whether no Python that we know belongs to the age of a Django release. */
export function isOlder(django: string): boolean {
  return order(django) < order('1.11');
}

/** The Django that a requirement leads to: its exact version, else the newest release below its upper bound, else the one that it names. */
export function releaseOf(version: string | null, specifier: string): string | null {
  if (version !== null) return version;
  const lower = minorOf(specifier.replaceAll(/[<!]=?[^,]*/g, ''));
  const [, strict, most] = /<\s*(\d+(?:\.\d+)?)|<=\s*(\d+(?:\.\d+)?)/.exec(specifier) ?? [];
  const compatible = /~=\s*(\d+)\.\d+\s*(?:,|$)/.exec(specifier)?.[1];
  const bound = strict === undefined ? (compatible === undefined ? null : order(String(Number(compatible) + 1))) : order(strict);
  const limit = bound ?? (most === undefined ? null : order(most) + 1);
  const newest = limit === null ? undefined : admitted.findLast(([release]) => order(release) < limit);
  if (newest === undefined) return limit === null ? lower : (lower ?? before[0]);
  return lower !== null && order(newest[0]) < order(lower) ? lower : newest[0];
}

/** "3.11" of "3.11.4", "python-3.11", "==3.11.*". */
export function minorOf(text: string): string | null {
  return /(\d+\.\d+)/.exec(text)?.[1] ?? null;
}

/** The exact minor version that a specifier names, null for a range. PyPy 3.10 is Python 3.10. */
export function exactMinor(says: string): string | null {
  return /^(==|===|~=?|pypy)?\s*\d+\.\d+(\.[\w*]+)*$/.test(says.trim()) && !/^~=\s*\d+\.\d+$/.test(says.trim()) ? minorOf(says) : null;
}

/** Whether a specifier such as ">=3.9,<4", "^3.9" or "3.8.* || 3.9.*" admits a minor version. */
export function admits(says: string, python: string): boolean {
  return says.split('||').some(alternative => alternative.split(',').every(part => isWithin(part, python)));
}

function isWithin(part: string, python: string): boolean {
  const [, operator = '', version = ''] = /^\s*([<>=!~^]*)\s*(\d+(?:\.\d+)?(?:\.\d+)?)/.exec(part) ?? [];
  if (version === '') return true;
  const difference = order(python) - order(version);
  if (operator === '>=' || operator === '^' || operator === '~=') return difference >= 0;
  if (operator === '>') return difference >= (version.split('.').length > 2 ? 0 : 1);
  if (operator === '<') return difference < 0 || (version.split('.').length > 2 && difference === 0 && !version.endsWith('.0'));
  if (operator === '<=') return difference <= 0;
  return operator === '!=' ? true : difference === 0;
}

/** A number that sorts minor versions. */
export function order(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1000 + minor;
}

function patchOf(version: string): number {
  return Number(version.split('.')[2] ?? 0) || 0;
}
