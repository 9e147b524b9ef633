import {existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {BuiltAssets} from '../model/assets';

/** What is recorded in .devenv of the front end's last build; a record that is missing or broken only costs a build. */
export function readBuilt(directory: string): BuiltAssets | null {
  const file = join(directory, 'assets.json');
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BuiltAssets) : null;
  } catch {
    return null;
  }
}

/** Records a build of the front end, all or nothing. */
export function writeBuilt(directory: string, built: BuiltAssets): void {
  writeFileSync(join(directory, 'assets.json.new'), `${JSON.stringify(built, null, 2)}\n`);
  renameSync(join(directory, 'assets.json.new'), join(directory, 'assets.json'));
}
