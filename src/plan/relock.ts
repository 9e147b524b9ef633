import {posix} from 'node:path';
import type {GeneratedFile, Plan} from '../model/plan';
import type {Dependencies, DependencyFile, LockKind} from '../model/dependencies';
import {aptSource, planBases} from './bases';
import {toolStages} from './dockerfile-packages';
import {toolsAsOf} from './exporters';
import {ownIgnore, planFiles} from './files';
import type {Inputs} from './inputs';
import {load, network, uvCache} from './network';
import {poetryFor} from './poetry-age';
import {indexForPoetry, oldPoetry} from './poetry-index';
import {rowOf} from './pythons';
import {buildPackages} from './system-packages';

/** How a lock is made anew by its own tool after its manifest changed, moving nothing that still fits. */
interface Relock {
  readonly tool: readonly string[];
  readonly command: string;
  /** A program that the command runs, as it lies in /opt. */
  readonly program?: {readonly name: string; readonly content: string};
}

const recipes: Readonly<Record<Exclude<LockKind, 'pylock.toml'>, (python: string, lock: string) => Relock>> = {
  'uv.lock': () => ({tool: [], command: 'uv lock --quiet'}),
  'poetry.lock': (python, text) => {
    const tool = poetryFor(python, text);
    const content = oldPoetry[python];
    // poetry 2 keeps versions by itself.
    const lock = `lock --no-interaction${/^poetry==1/.test(tool[0] ?? '') ? ' --no-update' : ''}`;
    if (content === undefined) return {tool, command: `${indexForPoetry} && /opt/tool/bin/poetry ${lock}`};
    return {
      tool,
      command: `${indexForPoetry} && /opt/tool/bin/python /opt/old_poetry.py ${lock}`,
      program: {name: 'old_poetry.py', content},
    };
  },
  'pdm.lock': python => ({tool: rowOf(python).pdm, command: '/opt/tool/bin/pdm lock --update-reuse'}),
  'Pipfile.lock': python => ({tool: rowOf(python).pipenv, command: '/opt/tool/bin/pipenv lock'}),
};

/** The lock of another tool that pins the project's packages; null where there is none. */
export function foreignLock({production}: Dependencies): DependencyFile | null {
  const lock = production.find(({entry}) => entry);
  return lock !== undefined && lock.kind in recipes ? lock : null;
}

/** Plans the renewal of another tool's lock, with that tool, inside the image's Python. */
export function planRelock(inputs: Inputs, lock: DependencyFile, because: string): Plan {
  const {project, settings} = inputs;
  const bases = planBases(inputs, ['python']);
  const files = [...new Set([...project.dependencies.production, ...project.dependencies.development].map(({file}) => file))];
  const stages = toolStages({project, python: bases.images.python, headers: bases.headers, settings});
  const recipe = recipes[lock.kind as keyof typeof recipes](project.python.version, lock.content);
  const dockerfile = `${stages}\n${relockStage(recipe, lock.file, files)}`;
  const programs = recipe.program === undefined ? [] : [{...recipe.program, path: `lock/${recipe.program.name}`}];
  const ignore = ['**', ...[...files, ...programs.map(({path}) => `.devenv/${path}`)].map(file => `!${file}`), ''].join('\n');
  const generated: readonly GeneratedFile[] = [
    ownIgnore,
    {path: 'lock/Dockerfile', content: dockerfile, mode: 0o644},
    {path: 'lock/Dockerfile.dockerignore', content: ignore, mode: 0o644},
    ...programs.map(({path, content}) => ({path, content, mode: 0o644})),
  ];
  const apt = aptSource(inputs, buildPackages(project, settings.apt, bases.headers));
  return {
    project: project.id,
    mode: inputs.mode,
    steps: [...planFiles(inputs, generated), ...bases.steps, {do: 'relock', file: lock.file, apt, because}],
  };
}

function relockStage({tool, command, program}: Relock, lock: string, files: readonly string[]): string {
  const install =
    tool.length === 0
      ? ''
      : `RUN ${network} ${uvCache} \\
    ${load} && uv venv --quiet --python /usr/local/bin/python3 /opt/tool && uv pip install --python /opt/tool --exclude-newer ${toolsAsOf} ${tool.join(' ')}
`;
  return `# The lock is made anew by its own tool.
FROM tools AS relock
${install}ENV UV_PYTHON=/usr/local/bin/python3 PIPENV_IGNORE_VIRTUALENVS=1 PIPENV_VERBOSITY=-1 PDM_CHECK_UPDATE=0 \\
    PDM_PYTHON=/usr/local/bin/python3 REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt
${program === undefined ? '' : `COPY .devenv/lock/${program.name} /opt/\n`}WORKDIR ${posix.join('/project', posix.dirname(lock))}
${files.map(file => `COPY ${file} ${posix.join('/project', file)}`).join('\n')}
RUN ${network} ${uvCache} \\
    ${load} && ${command}

FROM scratch AS locked
COPY --from=relock ${posix.join('/project', lock)} /
`;
}
