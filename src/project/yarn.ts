import {posix} from 'node:path';
import type {PackageManager} from '../model/assets';
import type {Tree} from './tree';

/** The file of yarn that a project has its own installation take: `yarn-path` of .yarnrc, `yarnPath` of .yarnrc.yml. */
export interface YarnFile {
  /** Relative to the directory of package.json. */
  readonly path: string;
  /** Of its name: "1.22.4"; "" where it has none, such as "yarn-berry.cjs". */
  readonly version: string;
  readonly exists: boolean;
}

export function yarnFileOf(tree: Tree, directory: string): YarnFile | null {
  const textOf = (name: string) => tree.read(posix.join(directory, name)) ?? '';
  const named =
    /^yarnPath:[ \t]*["']?([^"'\s#]+)/m.exec(textOf('.yarnrc.yml')) ?? /^yarn-path[ \t]+["']?([^"'\s]+)/m.exec(textOf('.yarnrc'));
  if (named?.[1] === undefined) return null;
  const path = posix.normalize(named[1]);
  const version = /(\d+\.\d+\.\d+)[\w.-]*\.c?js$/.exec(posix.basename(path))?.[1] ?? '';
  return {path, version, exists: tree.exists(posix.join(directory, path))};
}

/** The last yarn from 2 on that writes a lock of that version: a later one refuses to keep it. */
const berryByLock: Readonly<Record<string, string>> = {'4': '2', '6': '3', '8': '4.9.1'};

/**
 * yarn 2 and later are another program, which writes another lock.
 * @param version that packageManager names, "" where it names none
 */
export function yarnOf(version: string, lock: string | null, file: YarnFile | null): PackageManager {
  const asked = file?.version === undefined || file.version === '' ? version : file.version;
  const format = /^__metadata:\s+version: (\d+)/m.exec(lock ?? '')?.[1];
  const absent = file?.exists === false ? {ignoresPath: true} : {};
  if (asked === '' ? format !== undefined : !asked.startsWith('1.')) {
    const berry = asked === '' ? (berryByLock[format ?? ''] ?? '4') : asked;
    return {name: 'yarn', tool: `@yarnpkg/cli-dist@${berry}`, install: `yarn install${lock === null ? '' : ' --immutable'}`, ...absent};
  }
  const install = `yarn install --non-interactive${lock === null ? '' : ' --frozen-lockfile'}`;
  return {name: 'yarn', tool: `yarn@${asked === '' ? '1.22.22' : asked}`, install, ...absent};
}
