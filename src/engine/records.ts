import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import type {TestRecord} from '../model/tests';

/** The record of an image's last tests; null where none ran. */
export function readRecord(project: string, fingerprint: string): TestRecord | null {
  try {
    return JSON.parse(readFileSync(fileOf(project, fingerprint), 'utf8')) as TestRecord;
  } catch {
    return null;
  }
}

/** A later run replaces an earlier one: a failure takes a pass back. */
export function writeRecord(project: string, record: TestRecord): void {
  const file = fileOf(project, record.fingerprint);
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}

/** Outside of the work tree: `.devenv` may be deleted at any time, and a record must not vanish with it. */
function fileOf(project: string, fingerprint: string): string {
  const state = process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state');
  return join(state, 'devenv', project, 'tests', `${fingerprint.replace('sha256:', '')}.json`);
}
