import {parse} from 'yaml';
import type {Mode} from '../model/mode';
import {commentOf, composeText, unescapeDollars} from './compose-text';
import {hash} from './hash';
import type {Inputs} from './inputs';
import {composeProject, lastingLabels, mountPoint, ownLabels, scripts, valuesFile, workdirIn} from './names';
import {inImage} from './dockerfile';
import {codeServices, serviceNames, type ServiceName} from './services';
import {variablesOf} from './variables';

/** A service as Compose reads it. */
export type Definition = Readonly<Record<string, unknown>>;

/** The images of one `up` by service. */
export type Images = Readonly<Record<ServiceName, string>>;

export interface Composition {
  readonly text: string;
  readonly services: Readonly<Record<string, Definition>>;
}

/** Labels that a container carries so that the next plan can tell whether and why it must be replaced. */
export const hashLabel = 'devenv.hash';
export const envLabel = 'devenv.env';
export const filesLabel = 'devenv.files';

/** Renders the Compose file from the fragments: one service after the other, each with what this project adds. */
export function renderCompose(inputs: Inputs, images: Images, files: Readonly<Record<string, string>>): Composition {
  const {project, mode} = inputs;
  const services: Record<string, Definition> = {};
  const volumes: Record<string, unknown> = {};
  for (const name of serviceNames(inputs)) {
    const fragment = fragmentOf(inputs, name);
    services[name] = finish(inputs, name, files, {
      ...fragment.service,
      ...production(inputs, name),
      ...own(inputs, name),
      image: images[name],
    });
    for (const volume of fragment.volumes) volumes[volume] = {labels: lastingLabels(project)};
  }
  if (keepsMedia(inputs)) volumes['media'] = {labels: lastingLabels(project)};
  const networks = {default: {labels: lastingLabels(project)}};
  const content = {name: composeProject(project, mode), services, volumes, networks};
  const head = 'Made by devenv; made anew by each `devenv up`. What to change goes into devenv.yaml.';
  return {text: composeText(head, content, commentsOf(inputs)), services};
}

/** What each service is for, as its fragment says. */
export function commentsOf({catalog}: Inputs): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(catalog.fragments).map(([name, text]) => [name, commentOf(text)]));
}

interface Fragment {
  readonly services?: Readonly<Record<string, Definition>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

export function fragmentOf({catalog}: Inputs, name: string): {service: Definition; volumes: readonly string[]} {
  const fragment = parse(catalog.fragments[name] ?? '') as Fragment | null;
  const service = fragment?.services?.[name];
  if (service === undefined) throw new Error(`compose/${name}.yaml has no service ${name}`);
  return {service: unescapeDollars(service), volumes: Object.keys(fragment?.volumes ?? {})};
}

function production({catalog, mode}: Inputs, name: ServiceName): Definition {
  if (mode === 'development') return {};
  const overlay = (parse(catalog.fragments['production'] ?? '') as Fragment).services ?? {};
  const {image: _every, ...every} = overlay['every'] ?? {};
  const {image: _app, ...app} = overlay['app'] ?? {};
  return codeServices.includes(name) ? {...every, ...app} : every;
}

function own(inputs: Inputs, name: ServiceName): Definition {
  if (name === 'db') return {environment: {POSTGRES_PASSWORD: hash(inputs.project.id, 'superuser')}};
  if (name === 'redis') return {};
  if (name === 'nginx') return nginx(inputs);
  return inputs.mode === 'development' ? developed(inputs, name) : shipped(inputs, name);
}

/** A service of the project's code in development: the work tree, the invoking user, reload. */
function developed(inputs: Inputs, name: ServiceName): Definition {
  const {project, user} = inputs;
  return {
    command: commandOf(inputs, name),
    user: `${String(user.uid)}:${String(user.gid)}`,
    working_dir: workdirIn(project),
    environment: environmentOf(inputs, name),
    // The invoking user has no name inside the image; without one, prompts and some libraries stumble.
    volumes: [`..:${mountPoint}`, './passwd:/etc/passwd:ro', './group:/etc/group:ro'],
    depends_on: stores(inputs),
    stdin_open: true,
    ...(name === 'web' ? {healthcheck: webHealth(inputs)} : {}),
  };
}

/** A service of the project's code as it ships: nothing mounted but its values and its uploads. */
function shipped(inputs: Inputs, name: ServiceName): Definition {
  const {media} = inputs.project;
  const mounts = [`./${valuesFile(name)}:/run/devenv/env.sh:ro`];
  if (keepsMedia(inputs) && media.root !== null) mounts.push(`media:${inImage(media.root)}`);
  return {
    ...(name === 'web' ? {healthcheck: webHealth(inputs)} : {command: commandOf(inputs, name)}),
    // The file of values is readable for the invoking user's group and for nobody else.
    group_add: [String(inputs.user.gid)],
    volumes: mounts,
    depends_on: stores(inputs),
  };
}

function commandOf({project, mode}: Inputs, name: ServiceName): readonly string[] {
  const app = project.celery?.app ?? '';
  const celery = ['python', `${scripts}/runcelery.py`, '-A', app];
  const reload = mode === 'development' ? ['python', `${scripts}/reload.py`, app] : [];
  if (name === 'worker') return [...reload, ...celery, 'worker', '--loglevel=info'];
  if (name === 'beat') return [...reload, ...celery, 'beat', '--loglevel=info', '--pidfile=', '--schedule=/tmp/celerybeat-schedule'];
  return ['python', `${scripts}/runserver.py`, project.django.manage.split('/').at(-1) ?? 'manage.py', 'runserver', '0.0.0.0:8000'];
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

function keepsMedia({project, mode}: Inputs): boolean {
  return mode === 'production' && project.media.root !== null;
}

function stores(inputs: Inputs): Definition {
  const names = serviceNames(inputs).filter(name => name === 'db' || name === 'redis');
  return Object.fromEntries(names.map(name => [name, {condition: 'service_healthy'}]));
}

/** The probe sends a Host that ALLOWED_HOSTS accepts: Django answers 400 to any other. */
function webHealth(inputs: Inputs): Definition {
  const fragment = fragmentOf(inputs, 'web').service['healthcheck'] as Definition;
  return {...fragment, test: ['CMD', 'python', `${scripts}/health.py`, acceptedHost(inputs)]};
}

function acceptedHost(inputs: Inputs): string {
  const variable = inputs.project.variables.find(({feeds}) => feeds === 'ALLOWED_HOSTS');
  if (variable === undefined) return 'localhost';
  const value = variablesOf(inputs, 'web').find(({name}) => name === variable.name)?.value ?? variable.default ?? '';
  const hosts = value
    .replace(/^\[(?=")|(?<=")\]$/g, '')
    .split(variable.separator ?? ',')
    .map(host => host.trim().replaceAll('"', ''));
  const named = hosts.find(host => host !== '' && host !== '*') ?? 'localhost';
  return hosts.includes('localhost') ? 'localhost' : named.replace(/^\./, '');
}

/** Adds what every service has, and the labels that tell the next plan what this one was made from. */
function finish(inputs: Inputs, name: ServiceName, files: Readonly<Record<string, string>>, definition: Definition): Definition {
  const {project, observed} = inputs;
  const ports = name === 'nginx' ? {ports: [`127.0.0.1:${String(observed.port.chosen)}:80`]} : {};
  const service = {...definition, ...ports};
  const mounted = hash(...mountedFiles(service, files));
  const labels = {
    ...ownLabels(project, 'service'),
    'devenv.mode': inputs.mode,
    'devenv.service': name,
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
function envHashes(inputs: Inputs, name: ServiceName): string {
  if (!codeServices.includes(name)) return '';
  return variablesOf(inputs, name)
    .map(variable => `${variable.name}:${hash(inputs.project.id, variable.name, variable.value).slice(0, 6)}`)
    .join(' ');
}
