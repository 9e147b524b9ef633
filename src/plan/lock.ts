import {lockText} from '../model/lock';
import type {GeneratedFile, Plan, Step} from '../model/plan';
import type {Project} from '../model/project';
import type {Settings} from '../model/settings';
import {aptSource, planBases, type Bases} from './bases';
import {renderLockDockerfile} from './dockerfile-lock';
import {ownIgnore, planFiles} from './files';
import {hash} from './hash';
import type {Inputs} from './inputs';
import {resolvedFiles} from './requirement-files';
import {buildPackages} from './system-packages';
import {boundsFor} from './traps';

/** Whether devenv.lock has to be made or renewed before an image can be built. */
export function mustLock({project, settings}: Pick<Inputs, 'project' | 'settings'>): boolean {
  return !project.dependencies.pinned && project.lock?.inputs !== lockInputs(project, settings);
}

/** Hash of all that decides what is resolved. */
function lockInputs(project: Project, settings: Settings): string {
  const {production, development} = project.dependencies;
  const texts = [...production, 'development', ...development].map(file =>
    typeof file === 'string' ? file : `${file.file}\0${file.text ?? ''}`,
  );
  const edits = JSON.stringify([settings.replace, settings.drop, settings.resolve_as_of]);
  return hash(project.python.version, edits, ...texts);
}

export interface LockOptions {
  /** Take the newest versions that are admitted in place of those that are locked. */
  readonly upgrade: boolean;
  /** Lock although what is locked is fresh. */
  readonly anew: boolean;
  /** Last day that counts; null: no limit. */
  readonly asOf: string | null;
  /** Why that day. */
  readonly because: string;
}

/** Plans devenv.lock: the base image of Python, and in it the resolution; nothing where all is pinned and fresh. */
export function planLock(inputs: Inputs, {upgrade, anew, asOf, because}: LockOptions): Plan {
  const {project, settings} = inputs;
  const plan = {project: project.id, mode: inputs.mode};
  if (project.dependencies.pinned || (!anew && !mustLock(inputs))) return {...plan, steps: []};
  const bases = planBases(inputs, ['python']);
  const before = upgrade ? null : project.lock;
  const lock: Step = {
    do: 'lock',
    production: before?.production ?? [],
    development: before?.development ?? [],
    header: {inputs: lockInputs(project, settings), python: project.python.version, asOf},
    images: project.lock?.images ?? {},
    apt: aptSource(inputs, buildPackages(project, settings.apt, bases.headers)),
    because: reason(project, because),
  };
  const files = [ownIgnore, ...lockFiles(inputs, bases)];
  return {...plan, steps: [...planFiles(inputs, files), ...bases.steps, lock]};
}

function reason({dependencies, lock}: Project, because: string): string {
  const names = [...new Set([...dependencies.production, ...dependencies.development].filter(({entry}) => entry).map(({file}) => file))];
  const what =
    lock === null
      ? `${names.join(', ')} ${names.length === 1 ? 'does' : 'do'} not pin all that is installed`
      : `${names.join(', ')} changed`;
  return `${what}; resolved ${because}`;
}

/** What the resolution reads. */
function lockFiles(inputs: Inputs, {images, headers}: Bases): readonly GeneratedFile[] {
  const {project, settings} = inputs;
  const dockerfile = renderLockDockerfile({project, python: images.python, headers, settings}, boundsFor(project));
  return [
    {path: 'lock/Dockerfile', content: dockerfile, mode: 0o644},
    {path: 'lock/Dockerfile.dockerignore', content: '**\n!.devenv/lock\n!.devenv/requirements\n', mode: 0o644},
    ...resolvedFiles(project.dependencies, settings),
  ];
}

/** The version of a package that devenv.lock has, or the project's own pins; null where none has one. */
export function lockedVersion({lock, dependencies: {production, development}}: Project, name: string): string | null {
  const normal = name.toLowerCase().replaceAll(/[-_.]+/g, '-');
  const line = [...(lock?.production ?? []), ...(lock?.development ?? [])].find(one => one.startsWith(`${normal}==`));
  if (line !== undefined) return line.slice(normal.length + 2).replace(/[\s;].*$/, '');
  return [...production, ...development].flatMap(({requirements}) => requirements).find(one => one.name === normal)?.version ?? null;
}

/** devenv.lock as it is, for requirements that say the same in other words; null where there is none. */
export function rewriteLock({project, settings}: Inputs): string | null {
  return project.lock === null ? null : lockText({...project.lock, inputs: lockInputs(project, settings)});
}
