import {posix} from 'node:path';
import type {GeneratedFile, Plan} from '../model/plan';
import {aptSource, planBases} from './bases';
import {toolStages} from './dockerfile-packages';
import {installTools} from './exporters';
import {ownIgnore, planFiles} from './files';
import {networkFor} from './git';
import type {Inputs} from './inputs';
import type {Relock} from './lock-tools';
import {load, uvCache} from './network';
import {buildPackages} from './system-packages';

/** Plans the renewal of files of pins, each by its own tool, inside the image's Python. */
export function planRelock(inputs: Inputs, relocks: readonly Relock[], because: string): Plan {
  const {project, settings} = inputs;
  const plan = {project: project.id, mode: inputs.mode};
  if (relocks.length === 0) return {...plan, steps: []};
  const bases = planBases(inputs, ['python']);
  const files = [...new Set(relocks.flatMap(({file, reads}) => [...reads, file]))];
  const stages = toolStages({project, python: bases.images.python, headers: bases.headers, settings});
  const dockerfile = `${stages}\n${relockStage(relocks, files, networkFor(project))}`;
  const programs = relocks.flatMap(({program}) => (program === undefined ? [] : [{...program, path: `lock/${program.name}`}]));
  const ignore = ['**', ...[...files, ...programs.map(({path}) => `.devenv/${path}`)].map(file => `!${file}`), ''].join('\n');
  const generated: readonly GeneratedFile[] = [
    ownIgnore,
    {path: 'lock/Dockerfile', content: dockerfile, mode: 0o644},
    {path: 'lock/Dockerfile.dockerignore', content: ignore, mode: 0o644},
    ...programs.map(({path, content}) => ({path, content, mode: 0o644})),
  ];
  const apt = aptSource(inputs, buildPackages(project, settings.apt, bases.headers));
  const step = {do: 'relock', files: relocks.map(({file}) => file), apt, because} as const;
  return {...plan, steps: [...planFiles(inputs, generated), ...bases.steps, step]};
}

function relockStage(relocks: readonly Relock[], files: readonly string[], reach: string): string {
  const tools = [...new Set(relocks.flatMap(({tool}) => tool))];
  const programs = relocks.flatMap(({program}) => (program === undefined ? [] : [`COPY .devenv/lock/${program.name} /opt/\n`]));
  return `# Pins are made anew by the tool that made them.
FROM tools AS relock
${installTools(tools)}ENV UV_PYTHON=/usr/local/bin/python3 PIPENV_IGNORE_VIRTUALENVS=1 PIPENV_VERBOSITY=-1 PDM_CHECK_UPDATE=0 \\
    PDM_PYTHON=/usr/local/bin/python3 REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt
${programs.join('')}${files.map(file => `COPY ${file} ${posix.join('/project', file)}`).join('\n')}
${relocks.map(relock => runOf(relock, reach)).join('')}
FROM scratch AS locked
${relocks.map(({file}) => `COPY --from=relock ${posix.join('/project', file)} ${posix.join('/', file)}`).join('\n')}
`;
}

function runOf({directory, command}: Relock, reach: string): string {
  return `WORKDIR ${posix.join('/project', directory)}
RUN ${reach} ${uvCache} \\
    ${load} && ${command}
`;
}
