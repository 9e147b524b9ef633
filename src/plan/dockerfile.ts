import type {Project} from '../model/project';
import {hash} from './hash';
import {mountPoint, scripts, shippedUser, workdirIn} from './names';

/** The stages of the project's Dockerfile by name, and a content hash for each that becomes an image. */
export interface Dockerfile {
  readonly text: string;
  readonly hashes: Readonly<Record<Target, string>>;
}

export type Target = 'dev' | 'app' | 'test' | 'nginx';

export interface DockerfileInputs {
  readonly project: Project;
  readonly python: string;
  readonly nginx: string;
  readonly apt: readonly string[];
  /** Hash of images/app, which is copied into every image. */
  readonly scripts: string;
  /** Hash of the code; null where no image with code is asked for. */
  readonly tree: string | null;
  /** Variables that the settings need to be imported at build time; no value of it is a secret. */
  readonly placeholders: Readonly<Record<string, string>>;
  readonly nginxConf: string;
}

/** Installs packages; stated here because a project's pins say nothing about it. */
const uvVersion = '0.13.9';
/** Serves a project whose pins name no gunicorn. */
const gunicornVersion = '23.0.0';

/** Renders the Dockerfile. A stage's hash covers its own text, what it copies, and the stages below it. */
export function renderDockerfile(inputs: DockerfileInputs): Dockerfile {
  const {project} = inputs;
  const sections = {
    head: head(project),
    uv: uv(inputs.python),
    deps: deps(inputs),
    dev: development(project),
    app: app(inputs),
    test: test(),
    nginx: nginx(inputs),
  };
  const tree = inputs.tree ?? '';
  const depsHash = hash(sections.uv, sections.deps, contents(project.dependencies.production));
  const dev = hash(depsHash, sections.dev, contents(project.dependencies.development), inputs.scripts);
  const appHash = hash(depsHash, sections.app, inputs.scripts, tree);
  const hashes = {dev, app: appHash, test: hash(appHash, dev, sections.test), nginx: hash(appHash, sections.nginx, inputs.nginxConf)};
  return {text: Object.values(sections).join('\n'), hashes};
}

function contents(files: Project['dependencies']['production']): string {
  return files.map(({file, content}) => `${file}\0${content}`).join('\0');
}

function head(project: Project): string {
  const files = [...project.dependencies.production, ...project.dependencies.development].map(({file}) => file);
  return `# Made by devenv from ${[...files, 'the settings'].join(', ')}; made anew when they change.
# Build it by hand: docker build -f .devenv/Dockerfile --target app .
`;
}

/** What a RUN that fetches packages needs of the machine: its certificates and its index, as secrets. */
const network = `--mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt --mount=type=secret,id=network,target=/run/network.env`;
const load = 'if [ -r /run/network.env ]; then . /run/network.env; fi';

function uv(python: string): string {
  return `FROM ${python} AS python

# uv installs the pins and stays behind in this stage.
FROM python AS uv
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt
RUN ${network} \\
    ${load} && python3 -m pip install --quiet --no-cache-dir --root-user-action=ignore --target=/opt/uv uv==${uvVersion}
`;
}

function deps({project, apt}: DockerfileInputs): string {
  const gunicorn = hasGunicorn(project) ? '' : ` gunicorn==${gunicornVersion}`;
  return `# deps: the pinned production requirements. Knows nothing of the code.
FROM python AS deps-build
COPY --from=uv /opt/uv/bin/uv /usr/local/bin/
ENV UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt VIRTUAL_ENV=/opt/venv
${copyFiles(project.dependencies.production)}
RUN ${network} --mount=type=cache,id=devenv-uv,target=/root/.cache/uv \\
    ${load} && uv venv --quiet --python /usr/local/bin/python3 /opt/venv \\
 && uv pip install ${entries(project.dependencies.production)}${gunicorn} \\
 && rm -f /opt/venv/.lock && ${compile('/opt/venv')}

FROM python AS deps
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONFAULTHANDLER=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
${aptLines(apt)}COPY --link --from=deps-build /opt/venv /opt/venv
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
function development(project: Project): string {
  const files = project.dependencies.development;
  const install =
    files.length === 0
      ? 'RUN mkdir -p /opt/added'
      : `${copyFiles([...project.dependencies.production, ...files])}
RUN ${network} --mount=type=cache,id=devenv-uv,target=/root/.cache/uv \\
    ${load} && uv pip freeze --exclude-editable > /tmp/production.txt && touch /tmp/before \\
 && uv pip install --constraint /tmp/production.txt ${entries(files)} \\
 && rm -f /opt/venv/.lock && ${compile('/opt/venv')} \\
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

function app(inputs: DockerfileInputs): string {
  const {project} = inputs;
  const wsgi = project.django.wsgi ?? 'wsgi:application';
  return `# app: what ships. Root owns the code, and a user without rights runs it.
FROM deps AS app
COPY --link .devenv/app/ ${scripts}/
WORKDIR ${workdirIn(project)}
ENV DJANGO_SETTINGS_MODULE=${project.django.settings}
COPY . ${mountPoint}
RUN rm -r ${mountPoint}/.devenv && ${compile(mountPoint)}${mediaDirectory(project)}
${collectStatic(inputs)}USER ${shippedUser}
STOPSIGNAL SIGTERM
ENTRYPOINT ["${scripts}/runinenv"]
CMD ["gunicorn", "--config", "${scripts}/gunicorn.conf.py", "${wsgi}"]
`;
}

function collectStatic({project, placeholders}: DockerfileInputs): string {
  if (project.static.root === null) return '';
  const values = Object.entries(placeholders).map(([name, value]) => `${name}='${value}'`);
  return `# The values below only let the settings be imported; none is used again.
RUN ${[...values, 'python manage.py collectstatic --noinput --verbosity 0'].join(' \\\n    ')}
`;
}

function mediaDirectory(project: Project): string {
  const {root} = project.media;
  return root === null ? '' : ` \\\n && install --directory --owner=10001 --group=10001 ${inImage(root)}`;
}

function test(): string {
  return `# test: what ships, with the development set on top.
FROM app AS test
COPY --link --from=dev-build /opt/added/ /
`;
}

function nginx({project, nginx: base}: DockerfileInputs): string {
  const lines = [`# nginx: static files and the home page, from the very app that ships.`, `FROM ${base} AS nginx`];
  lines.push('COPY --link .devenv/nginx.production.conf /etc/nginx/conf.d/default.conf');
  if (project.homepage !== null) lines.push(`COPY --link ${project.homepage}/ /srv/homepage/`);
  if (project.static.root !== null) lines.push(`COPY --link --from=app ${inImage(project.static.root)}/ /srv/static/`);
  return `${lines.join('\n')}\n`;
}

/** A path of the settings as it is inside an image: relative ones lie below the root. */
export function inImage(path: string): string {
  return path.startsWith('/') ? path.replace(/\/$/, '') : `${mountPoint}/${path}`.replace(/\/$/, '');
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

/** Checked hashes: a pyc stays valid whatever the time stamps of its source become. Python 3.6 has no such mode. */
function compile(directory: string): string {
  return `python3 -m compileall -q -j 0 --invalidation-mode checked-hash ${directory}`;
}
