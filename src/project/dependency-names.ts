/** What a requirements file is for, by its name and its directory. */
export type Purpose = 'base' | 'production' | 'development' | 'test' | 'other';

const directories = new Set(['requirements', 'requirement', 'reqs', 'req', 'deps', 'dependencies', 'pip']);
const purposes: readonly (readonly [Purpose, readonly string[]])[] = [
  ['development', ['dev', 'devel', 'develop', 'development', 'local']],
  ['test', ['test', 'tests', 'testing']],
  ['production', ['prod', 'production', 'deploy', 'live', 'server']],
  ['base', ['base', 'common', 'main', 'core', 'default', 'app', 'application', 'web', 'django', 'all', 'project', '']],
];
const noise = new Set(['requirements', 'requirement', 'reqs', 'req', 'pip', 'in', 'txt', 'lock', 'compiled', 'pinned', 'frozen']);

/** Whether a directory of that name holds requirements files. */
export function isRequirementsDirectory(name: string): boolean {
  return directories.has(name.toLowerCase());
}

/** The purpose of a file; null where it is no requirements file. */
export function purposeOf(path: string): Purpose | null {
  const [name = '', parent = ''] = path.toLowerCase().split('/').reverse();
  if (!/\.(txt|pip|in)$/.test(name) || name === 'manifest.in') return null;
  const tokens = name.replace(/\.(txt|pip|in)$/, '').split(/[-_.]/);
  const named = tokens.some(token => ['requirements', 'requirement', 'reqs'].includes(token)) || name.endsWith('.pip');
  if (!named && !isRequirementsDirectory(parent)) return null;
  const telling = tokens.filter(token => !noise.has(token) && !/^(py|python)?\d+$/.test(token));
  if (telling.length === 0) return 'base';
  return purposes.find(([, names]) => telling.every(token => names.includes(token)))?.[0] ?? 'other';
}
