import {copyFileSync, existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {mustRun} from './image';

const authorities = ['SSL_CERT_FILE', 'PIP_CERT', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'];
const passed = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'PIP_INDEX_URL',
  'PIP_EXTRA_INDEX_URL',
  'UV_DEFAULT_INDEX',
  'UV_INDEX',
  'UV_INDEX_URL',
];
const bundleInside = '/etc/ssl/machine-ca.pem';

/** What this machine's network asks of a new one: a tree of files for its root directory, and variables. */
export async function networkSettings(tree: string): Promise<readonly string[]> {
  const bundle = authorities.map(name => process.env[name]).find(file => file !== undefined && existsSync(file));
  const place = (path: string) => {
    mkdirSync(dirname(join(tree, path)), {recursive: true});
    return join(tree, path);
  };
  writeFileSync(place('etc/apt/sources.list.d/machine.sources'), `${await mustRun('images/debian/apt-sources.sh', 'bookworm')}\n`);
  const ca = bundle === undefined ? [] : [bundleInside];
  writeFileSync(place('etc/apt/apt.conf.d/99machine'), `${await mustRun('images/debian/apt-conf.sh', ...ca)}\n`);
  if (existsSync('/etc/pip.conf')) copyFileSync('/etc/pip.conf', place('etc/pip.conf'));
  if (bundle !== undefined) copyFileSync(bundle, place(bundleInside));
  const variables = passed
    .flatMap(name => [name, name.toLowerCase()])
    .flatMap(name => (process.env[name] ? [`${name}=${process.env[name]}`] : []));
  const trust = bundle === undefined ? [] : [...authorities, 'npm_config_cafile'].map(name => `${name}=${bundleInside}`);
  return [...variables, ...trust, `npm_config_registry=${await mustRun('npm', 'config', 'get', 'registry')}`];
}
