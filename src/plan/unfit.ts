import {posix} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Project} from '../model/project';
import {checkVariables, type Finding} from './cross-check';
import type {Inputs} from './inputs';
import {isBelow} from './traps';

/**
 * Refuses what cannot work, before anything is built.
 * @throws DevenvError `usage` for a Python before 3.6, where no file lists a package, and for SQLite in production; `env` naming every variable that is required and that nobody sets, or that is set to what the settings cannot read.
 */
export function refuseUnfit(inputs: Inputs): void {
  refuseOld(inputs);
  refuseUnlisted(inputs);
  refuseSqlite(inputs);
  const findings = checkVariables(inputs);
  refuseMissing(
    inputs,
    findings.filter(({kind}) => kind === 'missing'),
  );
  const refused = findings.filter(({kind}) => kind === 'refused');
  const [first] = refused;
  if (first === undefined) return;
  throw new DevenvError('env', refused.map(({what}) => what).join('\n'), {
    where: first.set,
    next: [...new Set(refused.map(({name, next}) => next ?? `correct it, then: devenv env --explain ${name}`))],
  });
}

/** Packages for an older one cannot be installed by any tool that is still maintained. */
function refuseOld({project: {python, proofs}}: Inputs): void {
  if (!isBelow(python.version, 3, 6)) return;
  throw new DevenvError('usage', `The project names Python ${python.version}, and devenv knows 3.6 and later`, {
    where: proofs['python']?.[0] ?? null,
    next: ["name one that it runs on, in devenv.yaml: python: '3.6'"],
  });
}

/** Whether no file of the project says which packages it needs. */
export function listsNothing({dependencies}: Pick<Project, 'dependencies'>): boolean {
  return dependencies.production.length + dependencies.development.length === 0;
}

/** Without a list of packages an image would be built that has no Django. */
function refuseUnlisted({project, needed = []}: Inputs): void {
  const {django, workdir} = project;
  if (!listsNothing(project)) return;
  const near = workdir === '' ? 'in the root' : `in ${workdir} or in the root`;
  const file = posix.join(workdir, 'requirements.txt');
  const names = [django.generated === null ? 'Django' : `'Django==${django.generated}.*'`, ...needed];
  const what = `No file says which packages the project needs: no requirements, pyproject.toml, Pipfile, setup.py or lock ${near}`;
  throw new DevenvError('usage', what, {
    where: {file: django.manage, line: 1},
    next: [`list them, one a line: printf '%s\\n' ${names.join(' ')} > ${file}; devenv up pins what they ask for in devenv.lock`],
  });
}

/** The image's file system is read-only, and a container's own would be lost with it. */
function refuseSqlite({project, mode}: Inputs): void {
  if (mode !== 'production' || project.database.engine !== 'sqlite') return;
  throw new DevenvError('usage', 'The settings use SQLite, whose file has no place in a container that is replaced', {
    where: project.proofs['database']?.[0] ?? null,
    next: ['let the settings read DATABASE_URL, and put psycopg into the requirements', 'devenv up runs it as it is, in development'],
  });
}

function refuseMissing(inputs: Inputs, missing: readonly Finding[]): void {
  const [first] = missing;
  if (first === undefined) return;
  const file = inputs.env.file ?? (inputs.mode === 'production' ? '.server.envrc' : '.envrc');
  const names = missing.map(({name, read}) => `${name} (${read?.file ?? ''}:${String(read?.line ?? 0)})`).join(', ');
  const asker = missing.every(({read}) => inputs.env.required?.some(({where}) => where === read)) ? file : 'The settings';
  const verb = asker === file ? 'requires' : 'require';
  throw new DevenvError('env', `${asker} ${verb} ${names}, and nothing sets ${missing.length === 1 ? 'it' : 'them'}`, {
    where: first.read,
    next: missing.map(({name, set}) =>
      set === null ? `add to ${file}: export ${name}=...` : `correct ${set.file}:${String(set.line)}, which takes ${name} away`,
    ),
  });
}
