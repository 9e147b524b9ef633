import {absentModules} from './engine';
import type {Drift} from './model/drift';
import type {Mode} from './model/mode';
import type {ObservedContainer} from './model/observed';
import {mustLock, type Inputs} from './plan';
import {readImportDrift, readListedDrift} from './project';

type Read = Pick<Inputs, 'project' | 'settings'>;

/** What the files alone tell: what is listed and not locked, and a devenv.lock that is older than what it was made from. */
export function fileDrift(inputs: Read): readonly Drift[] {
  const {project, settings} = inputs;
  const listed = readListedDrift(project, settings);
  return [...(project.lock !== null && mustLock(inputs) && listed.length === 0 ? [stale(inputs)] : []), ...listed];
}

function stale({project: {dependencies}}: Read): Drift {
  const files = [...new Set([...dependencies.production, ...dependencies.development].map(({file}) => file))];
  const what = `devenv.lock is older than what it was made from (${files.join(', ')}, Python, or devenv.yaml)`;
  return {kind: 'stale', what, where: {file: 'devenv.lock', line: 1}, next: 'devenv lock'};
}

/** As fileDrift, a line for each difference. */
export function fileDriftNotices(inputs: Read): readonly string[] {
  return fileDrift(inputs).map(noticeOf);
}

function noticeOf({what, where, next}: Drift): string {
  return `${where.file}:${String(where.line)}: ${what}: ${next}`;
}

/** Imports that no package seems to provide: only an image knows. None before everything is locked, as nothing is known then. */
export function suspectImports(inputs: Read & {readonly mode?: Mode}): readonly Drift[] {
  if (mustLock(inputs)) return [];
  // What ships has no packages of the tests.
  return readImportDrift(inputs.project).filter(({inTests}) => inputs.mode !== 'production' || inTests !== true);
}

const most = 5;

/** A line for each difference, as `up` tells them; imports are asked of the running web. */
export async function driftNotices(inputs: Read, containers: readonly ObservedContainer[]): Promise<readonly string[]> {
  const suspects = suspectImports(inputs);
  const web = containers.find(({service, state}) => service === 'web' && state === 'running');
  const modules = suspects.flatMap(({module}) => module ?? []);
  const absent = web === undefined || modules.length === 0 ? [] : ((await absentModules(web.id, modules)) ?? []);
  const told = [...fileDriftNotices(inputs), ...suspects.filter(({module}) => absent.includes(module ?? '')).map(noticeOf)];
  return told.length <= most ? told : [...told.slice(0, most), `${String(told.length - most)} more of that kind: devenv check`];
}
