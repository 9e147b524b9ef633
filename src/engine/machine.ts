import {existsSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import type {AptSource} from '../model/plan';
import type {Context} from './context';
import {loginArgs, loginVariables} from './logins';
import {run} from './process';

/** Secrets of a build: what it needs of this machine, and what no image may keep. */
export interface BuildSecrets {
  /** Arguments for `docker buildx build`; values travel in the environment, never in an argument. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const authorities = ['SSL_CERT_FILE', 'PIP_CERT', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'];
const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'];
const indexes: Readonly<Record<string, string>> = {
  PIP_INDEX_URL: 'UV_DEFAULT_INDEX',
  PIP_EXTRA_INDEX_URL: 'UV_INDEX',
  PIP_TRUSTED_HOST: 'UV_INSECURE_HOST',
  UV_DEFAULT_INDEX: 'UV_DEFAULT_INDEX',
  UV_INDEX: 'UV_INDEX',
  UV_INDEX_URL: 'UV_DEFAULT_INDEX',
  UV_EXTRA_INDEX_URL: 'UV_INDEX',
  UV_INDEX_STRATEGY: 'UV_INDEX_STRATEGY',
  UV_INSECURE_HOST: 'UV_INSECURE_HOST',
};

/** The machine's CA bundle, package index with its logins, and proxies, for builds that install Python packages. */
export function networkSecrets({environment, named}: Pick<Context, 'environment' | 'named'>): BuildSecrets {
  const bundle = authorities.map(name => environment[name]).find(file => file !== undefined && existsSync(file));
  const ca = bundle === undefined ? [] : ['--secret', `id=ca,src=${bundle}`];
  const set = proxies.filter(name => environment[name]);
  // Predefined build arguments: BuildKit keeps them out of the history and of the cache key.
  const proxyArgs = set.flatMap(name => ['--build-arg', name]);
  return {
    args: [...ca, ...proxyArgs, ...loginArgs(environment), '--secret', 'id=network,env=DEVENV_BUILD_NETWORK'],
    env: {DEVENV_BUILD_NETWORK: exported([...indexSettings(environment), ...loginVariables(environment, named)])},
  };
}

/** What an npm of this machine knows of its registry, for builds that install its packages: no path, no other setting. */
const ofRegistry = /^\s*((@[^:=\s]+:)?registry|\/\/|_auth|always-auth|strict-ssl|(https?-)?proxy|noproxy)/;

/** The machine's network and its npm registry with the login, with its apt sources where git is wanted. */
export async function npmSecrets(context: Context, apt: AptSource | null): Promise<BuildSecrets> {
  const {environment} = context;
  const secrets = await packageSecrets(context, apt);
  const own = environment['NPM_CONFIG_USERCONFIG'] ?? join(homedir(), '.npmrc');
  const lines = ['/etc/npmrc', own].flatMap(file => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []));
  const variable = environment['NPM_CONFIG_REGISTRY'] ?? environment['npm_config_registry'];
  const given = variable === undefined || variable === '' ? [] : [`registry=${variable}`];
  // A login may name a variable of this machine.
  const filled = [...lines.filter(line => ofRegistry.test(line)), ...given].map(line =>
    line.replace(/\$\{(\w+)\}/g, (_, name: string) => environment[name] ?? ''),
  );
  return {
    args: [...secrets.args, '--secret', 'id=npmrc,env=DEVENV_NPMRC'],
    env: {...secrets.env, DEVENV_NPMRC: filled.map(line => `${line}\n`).join('')},
  };
}

/** What a build needs that installs Python packages, and Debian packages from a source of the machine where the base has none. */
export async function packageSecrets(context: Context, apt: AptSource | null): Promise<BuildSecrets> {
  return apt === null ? networkSecrets(context) : aptSecrets(context, apt.suite, apt.scripts);
}

/** The machine's apt sources and settings, for builds that install Debian packages. */
export async function aptSecrets(context: Context, suite: string, scripts: string): Promise<BuildSecrets> {
  const network = networkSecrets(context);
  const place = join(scripts, suite);
  const answer = askedOfApt.get(place) ?? askApt(suite, scripts, context.signal);
  askedOfApt.set(place, answer);
  return {
    args: [...network.args, '--secret', 'id=apt_sources,env=DEVENV_APT_SOURCES', '--secret', 'id=apt_conf,env=DEVENV_APT_CONF'],
    env: {...network.env, ...(await answer)},
  };
}

/** Asked once a command: each of its images needs the same. */
const askedOfApt = new Map<string, Promise<BuildSecrets['env']>>();

async function askApt(suite: string, scripts: string, signal: AbortSignal): Promise<BuildSecrets['env']> {
  const [sources, settings] = await Promise.all([
    run(join(scripts, 'apt-sources.sh'), [suite], {signal}),
    run(join(scripts, 'apt-conf.sh'), ['/etc/ssl/certs/devenv-ca.pem'], {signal}),
  ]);
  return {DEVENV_APT_SOURCES: sources.stdout, DEVENV_APT_CONF: settings.stdout};
}

/** Where images/debian lies, seen from another image's build context. */
export function debianScripts(context: string): string {
  return join(dirname(context), 'debian');
}

/** The package index of this machine for pip and for uv, which reads no pip.conf. */
function indexSettings(environment: Context['environment']): readonly (readonly [string, string])[] {
  const values = new Map<string, string>();
  for (const [key, url] of pipConfig()) values.set(key === 'index-url' ? 'UV_DEFAULT_INDEX' : 'UV_INDEX', url);
  for (const [from, to] of Object.entries(indexes)) {
    const value = environment[from];
    if (value) values.set(to, value);
  }
  const index = values.get('UV_DEFAULT_INDEX');
  if (index !== undefined) values.set('PIP_INDEX_URL', index);
  for (const [name, value] of poetrySettings(environment, index)) values.set(name, value);
  return [...values];
}

function exported(values: readonly (readonly [string, string])[]): string {
  return values.map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`).join('');
}

/**
 * The index as poetry-plugin-pypi-mirror reads it, unless its own variable names another; the login apart, as poetry
 * repeats the address in its messages.
 */
function poetrySettings(environment: Context['environment'], index: string | undefined): readonly (readonly [string, string])[] {
  const mirror = environment['POETRY_PYPI_MIRROR_URL'] || index;
  if (mirror === undefined || !URL.canParse(mirror)) return [];
  const url = new URL(mirror);
  const login = [
    ['POETRY_HTTP_BASIC_PYPI_USERNAME', decoded(url.username)],
    ['POETRY_HTTP_BASIC_PYPI_PASSWORD', decoded(url.password)],
  ] as const;
  [url.username, url.password] = ['', ''];
  return [['POETRY_PYPI_MIRROR_URL', url.href], ...login.filter(([, value]) => value !== '')];
}

/** A part of a URL as it is meant; a % that encodes nothing stands for itself. */
function decoded(part: string): string {
  return part.replace(/(%[0-9A-Fa-f]{2})+/g, bytes => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'));
}

function pipConfig(): readonly (readonly [string, string])[] {
  const files = ['/etc/pip.conf', join(homedir(), '.pip', 'pip.conf'), join(homedir(), '.config', 'pip', 'pip.conf')].filter(existsSync);
  const lines = files.flatMap(file => readFileSync(file, 'utf8').split('\n'));
  return lines.flatMap(line => {
    const [key, value] = line.split('=', 2).map(part => part.trim());
    return (key === 'index-url' || key === 'extra-index-url') && value ? [[key, value] as const] : [];
  });
}
