import {devenv, devenvJson, type Result, type UpReport} from './devenv';
import type {Site} from './site';

/** Brings the site up and fails with what it said when it does not come up. */
export async function up(site: Site, ...flags: readonly string[]): Promise<Result> {
  const result = await devenv(site.root, 'up', ...flags);
  if (result.code !== 0) throw new Error(`up ended with ${String(result.code)}\n${result.stderr}`);
  return result;
}

/** Brings the site up and returns the report. */
export function upReport(site: Site, ...flags: readonly string[]): Promise<UpReport> {
  return devenvJson<UpReport>(site.root, 'up', ...flags);
}

/** The steps that a dry run prints, a line each. */
export async function plannedSteps(site: Site, ...flags: readonly string[]): Promise<readonly string[]> {
  const {code, stdout, stderr} = await devenv(site.root, 'up', '--dry-run', ...flags);
  if (code !== 0) throw new Error(`up --dry-run ended with ${String(code)}\n${stderr}`);
  return stdout.trim() === 'Nothing to do.' ? [] : stdout.trim().split('\n');
}

const done = /^✔ (.*) {2}\d+\.\d s$/;

/** The steps that a run without a terminal performed, as a dry run prints them. */
export function performedSteps({stderr}: Result): readonly string[] {
  return stderr.split('\n').flatMap(line => done.exec(line)?.[1] ?? []);
}
