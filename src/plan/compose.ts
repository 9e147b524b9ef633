import {parse} from 'yaml';
import type {Mode} from '../model/mode';
import {composeText} from './compose-text';
import {commentsOf, fragmentName, fragmentOf, storeEnvironment, withAliases, type Definition, type Fragment} from './fragments';
import {hash} from './hash';
import {acceptedHost, siteHost} from './hosts';
import type {Inputs} from './inputs';
import {keptVolumes, rootOf} from './kept-volumes';
import {entrypointOf} from './loopback';
import {composeProject, lastingLabels, mountPoint, ownLabels, scripts, valuesFile, workdirIn} from './names';
import {developmentServerOf, serverOf} from './servers';
import {ownServices, processesOf, runsCode, serviceNames, storesOf} from './services';
import {socketVolume, withSocket} from './socket';
import {withTls} from './tls';
import {variablesOf} from './variables';

/** The images of one `up` by service. */
export type Images = Readonly<Record<string, string>>;

export interface Composition {
  readonly text: string;
  readonly services: Readonly<Record<string, Definition>>;
}

/** Labels that a container carries so that the next plan can tell whether and why it must be replaced. */
export const hashLabel = 'devenv.hash';
export const envLabel = 'devenv.env';
export const filesLabel = 'devenv.files';
/** The name in the URL of the site, where it is another one than localhost. */
const hostLabel = 'devenv.host';

/** Renders the Compose file from the fragments: one service after the other, each with what this project adds. */
export function renderCompose(inputs: Inputs, images: Images, files: Readonly<Record<string, string>>): Composition {
  const {project, mode} = inputs;
  const services: Record<string, Definition> = {};
  const volumes: Record<string, unknown> = {};
  for (const name of serviceNames(inputs)) {
    const fragment = fragmentOf(inputs, fragmentName(inputs, name));
    const definition = {
      ...fragment.service,
      ...production(inputs, name),
      ...own(inputs, name),
      ...withAliases(inputs, name, fragment.service),
      ...(images[name] === undefined ? {} : {image: images[name]}),
    };
    services[name] = finish(inputs, name, files, withSocket(inputs, name, definition));
    for (const volume of fragment.volumes) volumes[volume] = {labels: lastingLabels(project)};
  }
  for (const {name} of keptVolumes(inputs)) volumes[name] = {labels: lastingLabels(project)};
  const socket = socketVolume(inputs);
  if (socket !== null) volumes[socket] = {labels: lastingLabels(project)};
  const networks = {default: {labels: lastingLabels(project)}};
  const content = {name: composeProject(project, mode), services, volumes, networks};
  const head = 'Made by devenv; made anew by each `devenv up`. What to change goes into devenv.yaml.';
  return {text: composeText(head, content, commentsOf(inputs)), services};
}

function production({catalog, mode, project}: Inputs, name: string): Definition {
  if (mode === 'development') return {};
  const overlay = (parse(catalog.fragments['production'] ?? '') as Fragment).services ?? {};
  const {image: _every, ...every} = overlay['every'] ?? {};
  const {image: _app, ...app} = overlay['app'] ?? {};
  return runsCode(name) ? {...every, ...app, ...rootOf(project)} : every;
}

function own(inputs: Inputs, name: string): Definition {
  if (!runsCode(name) && name !== 'nginx') return withTls(inputs.project, name, storeEnvironment(inputs, name));
  if (name === 'nginx') return nginx(inputs);
  return inputs.mode === 'development' ? developed(inputs, name) : shipped(inputs, name);
}

/** A service of the project's code in development: the work tree, the invoking user, reload. */
function developed(inputs: Inputs, name: string): Definition {
  const {project, user} = inputs;
  return {
    ...entrypointOf(inputs, []),
    command: commandOf(inputs, name),
    user: `${String(user.uid)}:${String(user.gid)}`,
    working_dir: workdirIn(project),
    environment: {...environmentOf(inputs, name), ...asRoot(inputs)},
    // The invoking user has no name inside the image; without one, prompts and some libraries stumble.
    volumes: [`..:${mountPoint}`, './passwd:/etc/passwd:ro', './group:/etc/group:ro', ...overlayMounts(inputs)],
    depends_on: stores(inputs),
    stdin_open: true,
    ...(name === 'web' ? {healthcheck: webHealth(inputs)} : {}),
  };
}

/** For root in a tree of root's own, a worker that takes pickle refuses to start; the container is the person's own. */
function asRoot({project, user}: Inputs): Readonly<Record<string, string>> {
  return project.celery !== null && user.uid === 0 ? {C_FORCE_ROOT: 'true'} : {};
}

function overlayMounts({settings}: Inputs): readonly string[] {
  return Object.keys(settings.overlay).map(path => `./files/${path}:${mountPoint}/${path}:ro`);
}

/** A service of the project's code as it ships: nothing mounted but its values and its uploads. */
function shipped(inputs: Inputs, name: string): Definition {
  const entrypoint = entrypointOf(inputs, [`${scripts}/runinenv`]);
  const mounts = [`./${valuesFile(name)}:/run/devenv/env.sh:ro`, ...keptVolumes(inputs).map(({mount}) => mount)];
  return {
    ...entrypoint,
    ...(name === 'web' ? {healthcheck: webHealth(inputs)} : {command: commandOf(inputs, name)}),
    // Another entrypoint takes away the image's command.
    ...(name === 'web' && 'entrypoint' in entrypoint ? {command: serverOf(inputs.project)} : {}),
    ...(isPlain(inputs, name) ? {healthcheck: {disable: true}} : {}),
    // The file of values is readable for the invoking user's group and for nobody else.
    group_add: [String(inputs.user.gid)],
    volumes: mounts,
    depends_on: stores(inputs),
  };
}

function commandOf(inputs: Inputs, name: string): readonly string[] {
  const {project, mode} = inputs;
  const process = processesOf(inputs).find(one => one.name === name);
  if (process === undefined)
    return ['python', ...developmentServerOf(project), project.django.manage.split('/').at(-1) ?? 'manage.py', 'runserver', '0.0.0.0:8000'];
  const app = process.celery === null ? '-' : (project.celery?.app ?? '');
  const reload = mode === 'development' ? ['python', `${scripts}/reload.py`, app] : [];
  if (process.celery === null) return [...reload, ...process.words];
  const celery = ['python', `${scripts}/runcelery.py`, '-A', app, process.celery, '--loglevel=info'];
  const schedule = process.celery === 'beat' ? ['--pidfile=', '--schedule=/tmp/celerybeat-schedule'] : [];
  return [...reload, ...celery, ...schedule, ...process.words.filter(word => word !== '--without-heartbeat')];
}

/** A command of the project's own, which gives no sign of life that a probe could look at. */
function isPlain(inputs: Inputs, name: string): boolean {
  return processesOf(inputs).some(process => process.name === name && process.celery === null);
}

/** What a process of the project's code gets; in production a mounted file gives it instead. */
export function environmentOf(inputs: Inputs, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(variablesOf(inputs, name).map(variable => [variable.name, variable.value]));
}

function nginx({project, mode}: Inputs & {mode: Mode}): Definition {
  const mounts = mode === 'development' ? ['./nginx.conf:/etc/nginx/conf.d/default.conf:ro', '..:/srv/project:ro'] : [];
  if (mode === 'production' && project.media.root !== null) mounts.push('media:/srv/media:ro');
  return {volumes: mounts};
}

function stores(inputs: Inputs): Definition {
  const probed = ownServices(inputs).filter(name => 'healthcheck' in (inputs.settings.services[name]?.compose ?? {}));
  const condition = (names: readonly string[], is: string) => names.map(name => [name, {condition: is}]);
  const started = ownServices(inputs).filter(name => !probed.includes(name));
  return Object.fromEntries([
    ...condition([...storesOf(inputs), ...probed], 'service_healthy'),
    ...condition(started, 'service_started'),
  ]) as Definition;
}

/** The probe sends a Host that ALLOWED_HOSTS accepts: Django answers 400 to any other. The login of the admin is Django's own page. */
function webHealth(inputs: Inputs): Definition {
  const fragment = fragmentOf(inputs, 'web').service['healthcheck'] as Definition;
  const {admin} = inputs.project.django;
  return {
    ...fragment,
    test: ['CMD', 'python', `${scripts}/health.py`, acceptedHost(inputs), ...(admin === null ? [] : [`${admin}login/`])],
  };
}

/** Adds what every service has, and the labels that tell the next plan what this one was made from. */
function finish(inputs: Inputs, name: string, files: Readonly<Record<string, string>>, definition: Definition): Definition {
  const {project, observed} = inputs;
  const ports = name === 'nginx' ? {ports: [`127.0.0.1:${String(observed.port.chosen)}:80`]} : {};
  const service = {...definition, ...ports};
  const mounted = hash(...mountedFiles(service, files));
  const labels = {
    ...ownLabels(project, 'service'),
    'devenv.mode': inputs.mode,
    'devenv.service': name,
    ...(name === 'nginx' && siteHost(inputs) !== 'localhost' ? {[hostLabel]: siteHost(inputs)} : {}),
    [envLabel]: envHashes(inputs, name),
    [filesLabel]: mounted,
  };
  return {...service, labels: {...labels, [hashLabel]: hash(JSON.stringify(service), JSON.stringify(labels))}};
}

/** A bind-mounted file that changes must replace the container: its inode is another one. */
function mountedFiles(service: Definition, files: Readonly<Record<string, string>>): readonly string[] {
  const mounts = (service['volumes'] ?? []) as readonly string[];
  return mounts.filter(mount => mount.startsWith('./')).map(mount => files[mount.slice(2).split(':')[0] ?? ''] ?? '');
}

/** "NAME:hash NAME:hash": tells which variable changed without keeping its value. */
function envHashes(inputs: Inputs, name: string): string {
  if (!runsCode(name)) return '';
  return variablesOf(inputs, name)
    .map(variable => `${variable.name}:${hash(inputs.project.id, variable.name, variable.value).slice(0, 6)}`)
    .join(' ');
}
