import type {Logs, Project} from '../model/project';
import {compile, depsStages, developmentStages, toolStages, type PackageInputs} from './dockerfile-packages';
import {hash} from './hash';
import {lockedText} from './locked';
import {inImage, mountPoint, scripts, searchPathLine, shippedUser, workdirIn} from './names';
import {bytecode} from './network';
import {serverOf} from './servers';
import {shippedProject} from './shipped';

/** The stages of the project's Dockerfile by name, and a content hash for each that becomes an image. */
export interface Dockerfile {
  readonly text: string;
  readonly hashes: Readonly<Record<Target, string>>;
  /** Hash of what the text of borrowed packages is taken from. */
  readonly borrowed: string;
}

export type Target = 'dev' | 'app' | 'test' | 'nginx';

export interface DockerfileInputs extends PackageInputs {
  readonly nginx: string;
  /** Hash of images/app, which is copied into every image. */
  readonly scripts: string;
  /** Hash of the code; null where no image with code is asked for. */
  readonly tree: string | null;
  /** Variables that the settings need to be imported at build time; no value of it is a secret. */
  readonly placeholders: Readonly<Record<string, string>>;
  readonly nginxConf: string;
  /** Text by path of what is laid over the code. */
  readonly overlay: Readonly<Record<string, string>>;
  /** Hash of what the front end is made from; null where the project has none. */
  readonly assets: string | null;
}

/** Renders the Dockerfile. A stage's hash covers its own text, what it copies, and the stages below it. */
export function renderDockerfile(inputs: DockerfileInputs): Dockerfile {
  const {project} = inputs;
  const shipped = {...inputs, project: shippedProject(project)};
  const sections = {
    head: head(project),
    tools: toolStages(inputs),
    deps: depsStages(inputs),
    dev: developmentStages(inputs),
    app: app(shipped),
    test: test(),
    nginx: nginx(shipped),
    borrowed: borrowed(project),
  };
  const tree = inputs.tree ?? '';
  const depsHash = hash(sections.tools, sections.deps, contents(project, 'production'));
  const dev = hash(depsHash, sections.dev, contents(project, 'development'), inputs.scripts);
  const appHash = hash(
    depsHash,
    sections.app,
    inputs.scripts,
    tree,
    JSON.stringify(inputs.overlay),
    ...(inputs.assets === null ? [] : [inputs.assets]),
  );
  const hashes = {dev, app: appHash, test: hash(appHash, dev, sections.test), nginx: hash(appHash, sections.nginx, inputs.nginxConf)};
  const sets = [contents(project, 'production'), contents(project, 'development')];
  const text = Object.values(sections).filter(section => section !== '');
  return {text: text.join('\n'), hashes, borrowed: hash(project.python.version, sections.borrowed, ...sets)};
}

/** What a set is installed from: the files, or what devenv.lock has of them. */
function contents({dependencies, lock}: Project, set: 'production' | 'development'): string {
  const files = dependencies[set];
  if (!dependencies.pinned) return lock === null ? '' : lockedText(lock, set, files);
  return files.map(({file, content}) => `${file}\0${content}`).join('\0');
}

function head(project: Project): string {
  const files = [...project.dependencies.production, ...project.dependencies.development].map(({file}) => file);
  return `# Made by devenv from ${[...files, 'the settings'].join(', ')}; made anew when they change.
# Build it by hand: docker build -f .devenv/Dockerfile --target app .
`;
}

function app(inputs: DockerfileInputs): string {
  const {project} = inputs;
  return `# app: what ships. Root owns the code, and a user without rights runs it.
FROM deps AS app
COPY --link .devenv/app/ ${scripts}/
WORKDIR ${workdirIn(project)}
ENV DJANGO_SETTINGS_MODULE=${project.django.settings}${searchPathLine(project)}${requiredLine(project)}
COPY . ${mountPoint}
${inputs.assets === null ? '' : `COPY .devenv/assets/ ${mountPoint}/\n`}${Object.keys(inputs.overlay).length === 0 ? '' : `COPY .devenv/files/ ${mountPoint}/\n`}RUN ${bytecode} \\
    rm -r ${mountPoint}/.devenv && ${compile(mountPoint)}${writableDirectories(project)}
${compileMessages(project)}${collectStatic(inputs)}USER ${shippedUser}
STOPSIGNAL SIGTERM
ENTRYPOINT ["${scripts}/runinenv"]
CMD [${serverOf(project)
    .map(word => `"${word}"`)
    .join(', ')}]
`;
}

/** Names that runinenv asks for before it starts anything; another list, or none, can be given when the image runs. */
function requiredLine({variables}: Project): string {
  const names = variables.filter(({required, name}) => required && /^[A-Za-z_]\w*$/.test(name)).map(({name}) => name);
  return names.length === 0 ? '' : `\nENV DEVENV_REQUIRED="${names.join(' ')}"`;
}

function collectStatic({project, placeholders}: DockerfileInputs): string {
  if (project.static.root === null) return '';
  const values = Object.entries(placeholders).map(([name, value]) => `${name}='${value}'`);
  // Where nothing is collected, Django makes no directory, and NGINX copies it.
  const root = inImage(project.static.root);
  const {before, after} = givenBack(project.logs, root);
  const steps = [`mkdir -p ${root} &&${before}`, ...values, `python manage.py collectstatic --noinput --verbosity 0${after}`];
  return `# The values below only let the settings be imported; none is used again.
RUN ${steps.join(' \\\n    ')}
`;
}

/** What the build has settings open beside the static files, it opens as root: the user without rights goes on writing there. */
function givenBack({directories, beside, unknown}: Logs, root: string): {readonly before: string; readonly after: string} {
  if (directories.length + beside.length === 0 && !unknown) return {before: '', after: ''};
  const places = [mountPoint, ...directories.filter(path => path.startsWith('/'))].join(' ');
  const found = `find ${places} -newer /tmp/before -type f ! -path '${root}/*'`;
  return {before: ' touch /tmp/before &&', after: ` \\\n && ${found} -exec chown ${shippedUser} {} + \\\n && rm /tmp/before`};
}

/** Catalogs that the repository has as text alone. */
function compileMessages({messages}: Project): string {
  if (messages === null) return '';
  return `RUN python ${scripts}/messages.py ${messages.directories.map(inImage).join(' ')}\n`;
}

/** Uploads, and files that the settings have opened. */
function writableDirectories({media, directories, buildDirectories = [], logs}: Project): string {
  const paths = [...new Set([...(media.root === null ? [] : [media.root]), ...directories, ...buildDirectories, ...logs.directories])].map(
    inImage,
  );
  return paths.length === 0 ? '' : ` \\\n && install --directory --owner=10001 --group=10001 ${paths.join(' ')}`;
}

function test(): string {
  return `# test: what ships, with the development set on top. Tests write beside the code, as they do in a work tree.
FROM app AS test
COPY --link --from=dev-build /opt/added/ /
USER 0
RUN find ${mountPoint} \\( -type d -o -name '*.log' -o -name '*.sqlite3' \\) -exec chown ${shippedUser} {} +
USER ${shippedUser}
`;
}

/** The text of packages whose settings are the project's too, for devenv to read; no image has this stage. */
function borrowed({borrowed: packages = []}: Project): string {
  if (packages.length === 0) return '';
  const names = packages.map(({name}) => name).join(' ');
  return `# borrowed: the packages that the settings take everything from, as text.
FROM dev-build AS borrowed-text
RUN mkdir /text && cd "$(echo /opt/venv/lib/python3*/site-packages)" \\
 && for name in ${names}; do find "$name" "$name.py" -name '*.py' -exec cp --parents --target-directory=/text {} + 2>/dev/null || true; done
FROM scratch AS borrowed
COPY --from=borrowed-text /text/ /
`;
}

function nginx({project, nginx: base}: DockerfileInputs): string {
  const lines = [`# nginx: static files and the home page, from the very app that ships.`, `FROM ${base} AS nginx`];
  lines.push('COPY --link .devenv/nginx.production.conf /etc/nginx/conf.d/default.conf');
  if (project.homepage !== null) lines.push(`COPY --link ${project.homepage}/ /srv/homepage/`);
  if (project.static.root !== null) lines.push(`COPY --link --from=app ${inImage(project.static.root)}/ /srv/static/`);
  return `${lines.join('\n')}\n`;
}
