import type {Project} from '../model/project';
import {mountPoint, scripts, workdirIn} from './names';
import {rowOf} from './pythons';

/** What the stages with packages are made from. */
export interface PackageInputs {
  readonly project: Project;
  readonly python: string;
  readonly apt: readonly string[];
}

/** Installs packages; stated here because a project's pins say nothing about it. */
const uvVersion = '0.13.9';

/** What a RUN that fetches packages needs of the machine: its certificates and its index, as secrets. */
const network = `--mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt --mount=type=secret,id=network,target=/run/network.env`;
/** The bytecode of all that was ever compiled here. */
export const bytecode = '--mount=type=cache,id=devenv-bytecode,target=/root/.cache/bytecode';
const caches = `--mount=type=cache,id=devenv-uv,target=/root/.cache/uv ${bytecode}`;
const load = 'if [ -r /run/network.env ]; then . /run/network.env; fi';

/** The stage that holds uv, and the base under a name. */
export function uvStage({python, project}: PackageInputs): string {
  return `FROM ${python} AS python

# uv installs the pins and stays behind in this stage.
FROM python AS uv
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt PIP_ROOT_USER_ACTION=ignore
RUN ${network} \\
    ${load} && python3 -m pip install --quiet --no-cache-dir --target=/opt/uv ${rowOf(project.python.version).uv}uv==${uvVersion}
`;
}

/** Production's packages: where they are made, and the stage that keeps them. */
export function depsStages({project, apt}: PackageInputs): string {
  const gunicorn = hasGunicorn(project) ? '' : ` gunicorn==${rowOf(project.python.version).gunicorn}`;
  return `# deps: the pinned production requirements. Knows nothing of the code.
FROM python AS deps-build
COPY --from=uv /opt/uv/bin/uv /usr/local/bin/
COPY --link .devenv/app/bytecode.py ${scripts}/
ENV UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt VIRTUAL_ENV=/opt/venv
${buildBounds(project)}${copyFiles(project.dependencies.production)}
RUN ${network} ${caches} \\
    ${load} && uv venv --quiet --python /usr/local/bin/python3 /opt/venv \\
 && uv pip install ${entries(project.dependencies.production)}${gunicorn} \\
 && rm -f /opt/venv/.lock && ${compile('/opt/venv/lib')}

FROM python AS deps
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONFAULTHANDLER=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
${aptLines(apt)}COPY --link --from=deps-build /opt/venv /opt/venv
`;
}

/** Bounds for what builds a package from its source, where its Python's age asks for some. */
function buildBounds({python}: Project): string {
  const {builds} = rowOf(python.version);
  if (builds.length === 0) return '';
  return `ENV UV_BUILD_CONSTRAINT=/opt/build-constraints.txt PIP_BUILD_CONSTRAINT=/opt/build-constraints.txt
RUN printf '%s\\n' ${builds.map(bound => `'${bound}'`).join(' ')} > /opt/build-constraints.txt
`;
}

function aptLines(apt: readonly string[]): string {
  if (apt.length === 0) return '';
  const mounts =
    '--mount=type=secret,id=apt_sources,target=/etc/apt/sources.list.d/devenv.sources --mount=type=secret,id=apt_conf,target=/etc/apt/apt.conf.d/99devenv';
  return `RUN ${mounts} \\
    apt-get update --quiet && apt-get install --quiet --yes --no-install-recommends ${[...apt].sort().join(' ')} && rm -rf /var/lib/apt/lists/*
`;
}

/** The development set goes into a layer of its own, which dev and test share; production's packages must not change. */
export function developmentStages(project: Project): string {
  const files = project.dependencies.development;
  const install =
    files.length === 0
      ? 'RUN mkdir -p /opt/added'
      : `${copyFiles([...project.dependencies.production, ...files])}
RUN ${network} ${caches} \\
    ${load} && uv pip freeze --exclude-editable > /tmp/production.txt && touch /tmp/before \\
 && uv pip install --constraint /tmp/production.txt ${entries(files)} \\
 && rm -f /opt/venv/.lock && ${compile('/opt/venv/lib')} \\
 && mkdir -p /opt/added && cd / && find opt/venv -cnewer /tmp/before ! -type d -print0 | xargs -0 --no-run-if-empty cp --archive --parents --target-directory=/opt/added`;
  return `# What development and tests add to production, once: the same layer in both.
FROM deps-build AS dev-build
${install}

# dev: the work tree is mounted over ${mountPoint}.
FROM deps AS dev
COPY --link .devenv/app/ ${scripts}/
COPY --link --from=dev-build /opt/added/ /
WORKDIR ${workdirIn(project)}
CMD ["python", "-m", "django", "--version"]
`;
}

function hasGunicorn(project: Project): boolean {
  return project.dependencies.production.some(({requirements}) => requirements.some(({name}) => name === 'gunicorn'));
}

function copyFiles(files: Project['dependencies']['production']): string {
  return files.map(({file}) => `COPY ${file} /requirements/${file}`).join('\n');
}

function entries(files: Project['dependencies']['production']): string {
  return files
    .filter(({entry}) => entry)
    .map(({file}) => `--requirement /requirements/${file}`)
    .join(' ');
}

/** Compiles the Python files of a directory, by the Python of the virtual environment: its tag is in their names. */
export function compile(directory: string): string {
  return `/opt/venv/bin/python ${scripts}/bytecode.py /root/.cache/bytecode ${directory}`;
}
