import type {Project} from '../model/project';
import type {Settings} from '../model/settings';
import {additionsFor} from './additions';
import {aptLines, aptSecrets} from './apt';
import {exportStage} from './dockerfile-export';
import {networkFor, overHttps} from './git';
import {mountPoint, scripts, searchPathLine, workdirIn} from './names';
import {caches, load, network} from './network';
import {buildBounds, rowOf} from './pythons';
import {sourceOf} from './sources';
import {askedHeaders, buildPackages, runPackages} from './system-packages';
import {boundsOfSources} from './wheels';

/** What the stages with packages are made from. */
export interface PackageInputs {
  readonly project: Project;
  readonly python: string;
  /** Debian packages with the C headers of that Python, where the image has none. */
  readonly headers: readonly string[];
  readonly settings: Pick<Settings, 'apt' | 'drop' | 'replace'>;
}

/** The stage that holds uv, the base under a name, and the stage in which packages are made. */
export function toolStages({python, headers, project, settings}: PackageInputs): string {
  const {version} = project.python;
  const bounds = [...buildBounds(version, project.lock?.asOf ?? null, project.django.version), ...boundsOfSources(project)];
  const packages = buildPackages(project, settings.apt, headers);
  return `FROM ${python} AS python

# uv installs the pins and stays behind in this stage.
FROM python AS uv
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt PIP_ROOT_USER_ACTION=ignore
RUN ${network} \\
    ${load} && python3 -m pip install --quiet --no-cache-dir --target=/opt/uv ${rowOf(version).uv}

# tools: where packages are made. Nothing of it ships but what they become.
FROM python AS tools
${aptLines(packages)}${packages.includes('git') ? overHttps() : ''}COPY --from=uv /opt/uv/bin/uv /usr/local/bin/
ENV UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
${listFile('UV_BUILD_CONSTRAINT PIP_BUILD_CONSTRAINT', 'build-constraints', bounds)}${edits(settings)}`;
}

/** What devenv.yaml drops and replaces holds for every installer. */
function edits({drop, replace}: PackageInputs['settings']): string {
  const replaced = Object.entries(replace).map(([name, by]) =>
    /^[<>=!~]/.test(by) ? `${name}${by}` : /^\d[\w.]*$/.test(by) ? `${name}==${by}` : byOther(name, by),
  );
  return `${listFile('UV_EXCLUDE', 'drop', drop)}${listFile('UV_OVERRIDE', 'replace', replaced)}`;
}

function byOther(name: string, by: string): string {
  return /^[a-z+]+:\/\//.test(by) ? `${name} @ ${by}` : by;
}

/** A file of lines that variables name; nothing where there are none. */
function listFile(variables: string, name: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const quoted = lines.map(line => `'${line.replaceAll("'", `'\\''`)}'`).join(' ');
  return `ENV ${variables
    .split(' ')
    .map(variable => `${variable}=/opt/${name}.txt`)
    .join(' ')}
RUN printf '%s\\n' ${quoted} > /opt/${name}.txt
`;
}

/** Production's packages: where they are made, and the stage that keeps them. */
export function depsStages(inputs: PackageInputs): string {
  const {project, settings, headers} = inputs;
  const {copy, install, otherwise} = sourceOf(project, 'production');
  const more = {known: project.debian.packages, librariesOf: askedHeaders(settings.apt)};
  return `${exportStage(project)}# deps: the pinned production requirements. Knows nothing of the code.
FROM tools AS deps-build
COPY --link .devenv/app/bytecode.py .devenv/app/install.sh ${scripts}/
ENV VIRTUAL_ENV=/opt/venv
${copy}
RUN ${networkFor(project)} ${aptSecrets} ${caches} \\
    ${load} && uv venv --quiet --python /usr/local/bin/python3 /opt/venv \\
 && ${installed(install, headers, otherwise)}${additions(project, headers)} \\
 && rm -f /opt/venv/.lock${localPaths(project)} && ${compile('/opt/venv/lib')}

FROM python AS deps
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONFAULTHANDLER=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
${aptLines(runPackages(project, settings.apt), more)}COPY --link --from=deps-build /opt/venv /opt/venv
`;
}

/** Installs what uv is told; `otherwise` is what a shell runs where that fails. */
function installed(what: string, headers: readonly string[], otherwise = ''): string {
  return `{ sh ${scripts}/install.sh '${headers.join(' ')}' ${what}${otherwise}; }`;
}

/** What devenv adds comes after the pins and cannot move one: pins with hashes admit nothing beside them. */
function additions(project: Project, headers: readonly string[]): string {
  const added = additionsFor(project).map(({requirement}) => `'${requirement}'`);
  if (added.length === 0) return '';
  // A setuptools that some pinned package brought by its own wish gives way to the one that is carried.
  const pins = added.some(one => one.startsWith("'setuptools=="))
    ? `{ uv pip freeze | grep -v '^setuptools==' || true; }`
    : 'uv pip freeze';
  return ` \\\n && ${pins} > /tmp/pins.txt && ${installed(`--constraint /tmp/pins.txt ${added.join(' ')}`, headers)}`;
}

/** Packages of the repository itself are on the path, as an editable install has them. */
function localPaths({dependencies}: Project): string {
  if (dependencies.local.length === 0) return '';
  const paths = dependencies.local.flatMap(path => [
    `${mountPoint}/${path}`.replace(/\/$/, ''),
    `${mountPoint}/${path === '' ? '' : `${path}/`}src`,
  ]);
  return ` \\\n && printf '%s\\n' ${paths.join(' ')} > "$(echo /opt/venv/lib/python3*/site-packages)/devenv-repository.pth"`;
}

/** The development set goes into a layer of its own, which dev and test share; production's packages must not change. */
export function developmentStages({project, headers}: Pick<PackageInputs, 'project' | 'headers'>): string {
  const {copy, install, otherwise} = sourceOf(project, 'development');
  const layer =
    project.dependencies.development.length === 0
      ? 'RUN mkdir -p /opt/added'
      : `${copy}
RUN ${networkFor(project)} ${aptSecrets} ${caches} \\
    ${load} && uv pip freeze --exclude-editable > /tmp/production.txt && touch /tmp/before \\
 && ${installed(`--constraint /tmp/production.txt ${install}`, headers, otherwise)} \\
 && rm -f /opt/venv/.lock && ${compile('/opt/venv/lib')} \\
 && mkdir -p /opt/added && cd / && find opt/venv -cnewer /tmp/before ! -type d -print0 | xargs -0 --no-run-if-empty cp --archive --parents --target-directory=/opt/added`;
  return `# What development and tests add to production, once: the same layer in both.
FROM deps-build AS dev-build
${layer}

# dev: the work tree is mounted over ${mountPoint}.
FROM deps AS dev
COPY --link .devenv/app/ ${scripts}/
COPY --link --from=dev-build /opt/added/ /
WORKDIR ${workdirIn(project)}${searchPathLine(project)}${logsElsewhere(project)}
CMD ["python", "-m", "django", "--version"]
`;
}

/** Places outside of the work tree where the settings have logs opened, by whoever develops. */
function logsElsewhere({logs}: Project): string {
  const directories = logs.directories.filter(path => path.startsWith('/'));
  return directories.length === 0 ? '' : `\nRUN install --directory --mode=1777 ${directories.join(' ')}`;
}

/** Compiles the Python files of a directory, by the Python of the virtual environment: its tag is in their names. */
export function compile(directory: string): string {
  return `/opt/venv/bin/python ${scripts}/bytecode.py /root/.cache/bytecode ${directory}`;
}
