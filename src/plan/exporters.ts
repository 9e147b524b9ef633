import {posix} from 'node:path';
import type {Dependencies, DependencyFile, LockKind, Parts} from '../model/dependencies';
import {load, network, uvCache} from './network';
import {rowOf, type PythonRow} from './pythons';
import {requiredUv, type RequiredUv} from './required-uv';

/** How a lock is turned into requirements by its own tool. */
export interface Exporter {
  /** What is installed for it; empty where uv does it. */
  readonly tool: readonly string[];
  /** Directory of the lock, relative to the root. */
  readonly directory: string;
  readonly files: readonly string[];
  /** Commands that print the set as a requirements file, run in the lock's directory. */
  readonly production: string;
  readonly development: string;
}

/** Tools are taken as they were on this day: later releases of what they ask for broke them. */
const toolsAsOf = '2026-03-01';

/** The lines of a Dockerfile that install what makes or reads a lock. */
export function installTools(tools: readonly string[]): string {
  if (tools.length === 0) return '';
  // A uv that the project itself asks for depends on nothing.
  const day = tools.every(tool => tool.startsWith("'uv")) ? '' : ` --exclude-newer ${toolsAsOf}`;
  return `RUN ${network} ${uvCache} \\
    ${load} && uv venv --quiet --python /usr/local/bin/python3 /opt/tool && uv pip install --python /opt/tool${day} ${tools.join(' ')}
`;
}

type Recipe = (
  parts: Dependencies['parts'],
  row: PythonRow,
  member: string,
  uv: RequiredUv,
) => Pick<Exporter, 'tool' | 'production' | 'development'>;

const recipes: Readonly<Record<Exclude<LockKind, 'pylock.toml'>, Recipe>> = {
  'uv.lock': ({production, development}, _row, member, {tool, program}) => {
    const command = `${program} export --quiet --frozen --no-header --no-emit-workspace --no-default-groups ${optional(program)}${member}`;
    const all = {extras: [...production.extras, ...development.extras], groups: [...production.groups, ...development.groups]};
    return {tool, production: `${command}${flags(production)}`, development: `${command}${flags(all)}`};
  },
  'poetry.lock': ({production, development}, {poetry}) => {
    const extras = (names: readonly string[]) => names.map(name => ` --extras ${name}`).join('');
    // Before 1.2 poetry takes no option in front of the command. What it says is no requirement.
    const command = '/opt/tool/bin/poetry export --no-interaction --format requirements.txt --output /dev/fd/3';
    const apart = (line: string) => `{ ${line} 3>&1 1>&2; }`;
    const only = (groups: readonly string[]) => (poetry.knowsGroups ? ` --only ${['main', ...groups].join(',')}` : '');
    const all = [...new Set([...production.extras, ...development.extras])];
    return {
      tool: poetry.tool,
      production: apart(`${command}${only([])}${extras(production.extras)}`),
      development: apart(`${command}${poetry.knowsGroups ? only(development.groups) : ' --dev'}${extras(all)}`),
    };
  },
  'pdm.lock': ({production, development}, {pdm}) => {
    const command = '/opt/tool/bin/pdm --quiet export --format requirements';
    const groups = (names: readonly string[]) => names.map(name => ` --group ${name}`).join('');
    const all = [...new Set([...production.extras, ...development.extras, ...development.groups])];
    return {
      tool: pdm,
      production: `${command} --prod${groups(production.extras)}`,
      development: `${command}${all.length === 0 ? ' --prod' : groups(all)}`,
    };
  },
  'Pipfile.lock': (_parts, {pipenv}) => ({
    tool: pipenv,
    production: '/opt/tool/bin/pipenv requirements --hash',
    development: '/opt/tool/bin/pipenv requirements --dev --hash',
  }),
};

/** Options that came later than uv's export, as far as a uv that the project asks for knows them. */
function optional(program: string): string {
  const options = ['--no-annotate', '--no-emit-local', '--emit-index-url'];
  if (program === 'uv') return options.join(' ');
  return `$(for option in ${options.join(' ')}; do if ${program} export --help | grep -q -e $option; then echo $option; fi; done)`;
}

/** The exporter of a project's lock; null where its files are requirements already. */
export function exporterOf({production, development, parts}: Dependencies, python: string, workdir: string): Exporter | null {
  const lock = production.find(({entry}) => entry);
  if (lock === undefined || lock.kind === 'pylock.toml' || !(lock.kind in recipes)) return null;
  const recipe = recipes[lock.kind as keyof typeof recipes];
  const files = [...new Set([...production, ...development].map(({file}) => file))];
  return {
    ...recipe(parts, rowOf(python), memberFlag(lock, files, workdir), requiredUv([...production, ...development])),
    directory: posix.dirname(lock.file).replace(/^\.$/, ''),
    files,
  };
}

/** The member of a workspace that manage.py is in, where it is another one than the lock's own project. */
function memberFlag(lock: DependencyFile, files: readonly string[], workdir: string): string {
  const own = posix.dirname(lock.file);
  const manifest = files.find(file => file.endsWith('pyproject.toml') && posix.dirname(file) === workdir && posix.dirname(file) !== own);
  return manifest === undefined ? '' : ` --project /project/${posix.dirname(manifest)}`;
}

function flags({extras, groups}: Parts): string {
  const named = (flag: string, names: readonly string[]) => [...new Set(names)].map(name => ` --${flag} ${name}`).join('');
  return `${named('extra', extras)}${named('group', groups)}`;
}
