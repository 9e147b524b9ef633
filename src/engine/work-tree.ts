import {chownSync, existsSync, renameSync, statSync, writeFileSync} from 'node:fs';

/** Writes a file of the work tree whole. It belongs to whom it belonged before, a new one to the owner of the tree. */
export function writeInTree(file: string, root: string, text: string): void {
  const owner = statSync(existsSync(file) ? file : root);
  writeFileSync(`${file}.new`, text, existsSync(file) ? {mode: owner.mode} : {});
  if (process.getuid?.() === 0) chownSync(`${file}.new`, owner.uid, owner.gid);
  renameSync(`${file}.new`, file);
}
