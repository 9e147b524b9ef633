import {readFileSync} from 'node:fs';

/** What `devenv --version` prints, without loading the program. */
export function versionText(): string {
  const file = new URL('../package.json', import.meta.url);
  const {name, version} = JSON.parse(readFileSync(file, 'utf8')) as {name: string; version: string};
  return `${name}/${version} ${process.platform}-${process.arch} node-${process.version}\n`;
}
