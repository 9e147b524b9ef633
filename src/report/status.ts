import type {Mode} from '../model/mode';
import type {ObservedContainer} from '../model/observed';
import type {Paint} from './paint';

/** What `status` and `up` tell about a running project. */
export interface Status {
  readonly project: string;
  readonly mode: Mode;
  readonly urls: {readonly site: string | null; readonly admin: string | null};
  readonly services: readonly ServiceStatus[];
}

export interface ServiceStatus {
  readonly name: string;
  readonly state: string;
  readonly health: string;
  readonly image: string;
  readonly ports: readonly {readonly host: number; readonly container: number}[];
}

/** From the outside in; what is not named stands last. */
const order = [/^nginx$/, /^web$/, /^worker/, /^beat$/, /^db$/, /^redis$/, /^rabbitmq$/, /^memcached$/];

export function statusOf(project: string, mode: Mode, containers: readonly ObservedContainer[], admin: string | null): Status {
  const own = containers.filter(({labels}) => (labels['devenv.mode'] ?? 'development') === mode);
  const nginx = own.find(({service, state}) => service === 'nginx' && state === 'running');
  const port = nginx?.ports[0]?.host;
  const site = port === undefined ? null : `http://${nginx?.labels['devenv.host'] ?? 'localhost'}:${String(port)}/`;
  const services = own.map(({service, state, health, image, ports}) => ({name: service, state, health, image, ports}));
  services.sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));
  return {project, mode, urls: {site, admin: site === null || admin === null ? null : new URL(admin, site).href}, services};
}

function rank(name: string): number {
  const index = order.findIndex(pattern => pattern.test(name));
  return index < 0 ? order.length : index;
}

/** One screen: services with a mark for their health, then where to look. */
export function renderStatus(status: Status, paint: Paint): string {
  const width = Math.max(8, ...status.services.map(({name}) => name.length));
  const lines = status.services.map(
    service => `  ${markOf(service, paint)} ${service.name.padEnd(width)}  ${paint('dim', describe(service))}`,
  );
  const urls = [
    ...(status.urls.site === null ? [] : [`  Site   ${paint('cyan', status.urls.site)}`]),
    ...(status.urls.admin === null ? [] : [`  Admin  ${paint('cyan', status.urls.admin)}`]),
  ];
  return [
    `${paint('bold', status.project)}  ${status.mode}`,
    '',
    ...(lines.length === 0 ? ['  nothing runs: devenv up'] : lines),
    ...(urls.length === 0 ? [] : ['', ...urls]),
  ].join('\n');
}

function markOf({state, health}: ServiceStatus, paint: Paint): string {
  if (state === 'running' && (health === 'healthy' || health === 'none')) return paint('green', '●');
  return state === 'running' ? paint('yellow', '●') : paint('red', '●');
}

function describe({state, health, image, ports}: ServiceStatus): string {
  const condition = state === 'running' && health !== 'none' ? health : state;
  const published = ports.map(({host, container}) => `127.0.0.1:${String(host)} -> ${String(container)}`).join(', ');
  return [condition.padEnd(9), image, published].filter(text => text !== '').join('  ');
}
