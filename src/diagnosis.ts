import {statSync} from 'node:fs';
import {fileDrift} from './drift';
import {findEndpoint, isRemote, observe, observeContainers} from './engine';
import type {Drift} from './model/drift';
import {DevenvError} from './model/errors';
import type {Finding} from './model/finding';
import type {Mode} from './model/mode';
import type {Observed} from './model/observed';
import {
  checkVariables,
  contradictingFiles,
  missingAssets,
  missingRunner,
  placeholderSource,
  placeholdersOf,
  unwrittenSettings,
  type Inputs,
} from './plan';
import {readIdentity, readSources, readValues, type Sources} from './read';

/** What is wrong with a project, without building or starting anything; each part stands for itself. */
export async function examineProject(directory: string): Promise<readonly Finding[]> {
  const read = await attempt('Project', () => readSources(directory));
  if (read.value === null) return [read.fault, ...(await leftovers(directory))];
  const [development, production, engine, gone] = await Promise.all([
    examineValues(directory, 'development'),
    examineValues(directory, 'production'),
    examineEngine(read.value),
    leftovers(directory),
  ]);
  return [projectFinding(read.value), ...examineFiles(read.value), ...development, ...production, ...engine, ...gone];
}

function projectFinding({project: {django, python}}: Sources): Finding {
  const detail = `Django ${django.version === null ? '' : `${django.version} `}on Python ${python.version}, settings ${django.settings}`;
  return {what: 'Project', state: 'good', detail, next: null};
}

type Attempt<Read> = {readonly value: Read; readonly fault: null} | {readonly value: null; readonly fault: Finding};

/** What was read, or why it cannot be. */
async function attempt<Read>(what: string, read: () => Promise<Read>): Promise<Attempt<Read>> {
  try {
    return {value: await read(), fault: null};
  } catch (error) {
    if (!(error instanceof DevenvError)) throw error;
    const {message, next, where} = error;
    const place = where === null ? {} : {where};
    return {value: null, fault: {what, state: 'bad', detail: message, next: next[0] ?? null, ...place}};
  }
}

/** Settings that are not written, packages that are not installed, locks that do not fit. */
function examineFiles(sources: Sources): readonly Finding[] {
  const {project} = sources;
  const tell = (what: string, lines: readonly string[]) => lines.map((detail): Finding => ({what, state: 'doubtful', detail, next: null}));
  return [
    ...tell('Settings', unwrittenSettings(project)),
    ...tell('Front end', [missingAssets(project) ?? []].flat()),
    ...tell('Dependencies', [...contradictingFiles(project), ...[missingRunner(project) ?? []].flat()]),
    ...fileDrift(sources).map(driftFinding),
  ];
}

/** `up` renews devenv.lock by itself; another tool's lock stops a build. */
function driftFinding({what, where, next}: Drift): Finding {
  return {
    what: 'Dependencies',
    state: next === 'devenv lock' && what.includes('devenv.lock') ? 'doubtful' : 'bad',
    detail: what,
    next,
    where,
  };
}

async function examineValues(directory: string, mode: Mode): Promise<readonly Finding[]> {
  const {value: inputs, fault} = await attempt('Variables', () => readValues(directory, mode));
  if (inputs === null) return [fault];
  const {file, trust} = inputs.env;
  if (file === null) return mode === 'production' ? [] : placeholders(inputs);
  const doubts = {none: null, allowed: null, unknown: 'was never allowed', changed: 'changed since it was allowed', denied: 'is denied'}[
    trust
  ];
  if (doubts !== null)
    return [
      {what: 'Variables', state: 'bad', detail: `${file} ${doubts}, so nothing of it is used`, next: `read ${file}, then: devenv allow`},
    ];
  const faults = checkVariables(inputs).filter(({kind}) => kind !== 'unread');
  if (faults.length === 0) return [{what: 'Variables', state: 'good', detail: `${file} has all that the settings require`, next: null}];
  return faults.map(({kind, name, what, set, read}): Finding => {
    const next =
      kind === 'missing' ? `add to ${file}: export ${name}=...` : `correct it; devenv env --explain ${name} shows where it comes from`;
    const where = set ?? read;
    return {what: 'Variables', state: kind === 'misread' ? 'doubtful' : 'bad', detail: what, next, ...(where === null ? {} : {where})};
  });
}

/** Without an .envrc development goes on with a value of the project's sample or a placeholder. */
function placeholders(inputs: Inputs): readonly Finding[] {
  return placeholdersOf(inputs).map(({name, where}) => ({
    what: 'Variables',
    state: 'doubtful',
    detail: `${name} is required, and nothing sets it: development gives it ${placeholderSource(inputs, name)}`,
    next: `echo 'export ${name}=...' >> .envrc, then: devenv allow`,
    where,
  }));
}

/** What stands in the way of `up` on this engine; nothing where none answers, as the machine's part says so. */
async function examineEngine({project, settings}: Sources): Promise<readonly Finding[]> {
  const endpoint = findEndpoint(process.env);
  const seen = await attempt('Docker engine', () => observe(endpoint, project, 'development', settings.port));
  return seen.value === null ? [] : [...remote(seen.value), ...port(seen.value)];
}

function remote({engine}: Observed): readonly Finding[] {
  if (!engine.remote) return [];
  const next = 'docker context use default, or unset DOCKER_HOST; devenv build and devenv test work there: they mount nothing';
  return [{what: 'Work tree', state: 'bad', detail: 'the Docker engine is on another machine, which cannot mount it', next}];
}

function port({port: {busy, chosen}}: Observed): readonly Finding[] {
  if (busy.length === 0) return [{what: 'Port', state: 'good', detail: String(chosen), next: null}];
  const taken = busy.map(({port: one, holder}) => `${String(one)} is taken by ${holder}`).join(', ');
  return [
    {
      what: 'Port',
      state: 'doubtful',
      detail: `${taken}: devenv up takes ${String(chosen)}`,
      next: 'stop that, or say another port in devenv.yaml: port: ...',
    },
  ];
}

/** Certainly: what another person keeps to themselves is there. */
function isGone(path: string): boolean {
  try {
    statSync(path);
    return false;
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** Containers of a work tree of this name that is not at its place any more. */
async function leftovers(directory: string): Promise<readonly Finding[]> {
  const endpoint = findEndpoint(process.env);
  // A directory of another machine is nothing that this one could miss.
  if (isRemote(endpoint)) return [];
  const own = await attempt('Project', () => readIdentity(directory));
  if (own.value === null) return [];
  const {name} = own.value;
  const containers = await observeContainers(endpoint, ['devenv.role=service', `devenv.name=${name}`]).catch(() => []);
  const roots = new Map(containers.map(({labels}) => [labels['devenv.root'] ?? '', labels['devenv.project'] ?? '']));
  return [...roots]
    .filter(([root]) => root !== '' && isGone(root))
    .map(([root, id]) => ({
      what: 'Leftovers',
      state: 'doubtful',
      detail: `${root} is gone, and containers of it are still there, with its data`,
      next: `docker rm --force $(docker ps --all --quiet --filter label=devenv.project=${id}); its data too: docker volume rm $(docker volume ls --quiet --filter label=devenv.project=${id})`,
    }));
}
