import {cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const devenv = join(root, 'bin/devenv');

/** A copy of the example site that is up, and the same stack by hand on the same images. */
export function prepare() {
  const site = join(realpathSync(mkdtempSync(join(tmpdir(), 'devenv-bench-'))), 'site');
  cpSync(join(root, 'examples/example.com'), site, {
    recursive: true,
    filter: source => !/\/(\.devenv|media|staticfiles|__pycache__)$/.test(source),
  });
  run(devenv, ['allow', '--dir', site]);
  const {services} = JSON.parse(run(devenv, ['up', '--json', '--dir', site]));
  const env = byHand(site, services);
  const theirs = (...args) => ({command: 'docker', args: ['compose', ...args], cwd: site, env});
  return {
    site,
    ours: (...args) => ({command: devenv, args, cwd: site}),
    theirs,
    /** Brings the stack up, then runs a second command that waits. */
    theirsUntil: (...args) => ({
      command: 'sh',
      args: ['-c', 'docker compose up --detach && docker compose "$@"', 'sh', ...args],
      cwd: site,
      env,
    }),
    edit: (file, change) => writeFileSync(join(site, file), change(readFileSync(join(site, file), 'utf8'))),
    volumes() {
      const name = /^name: (\S+)$/m.exec(readFileSync(join(site, '.devenv/compose.yaml'), 'utf8'))[1];
      return [`${name}_db`, `${name}_redis`];
    },
    remove() {
      run('docker', ['compose', '--profile', 'build', 'down', '--volumes', '--rmi', 'local'], env);
      run(devenv, ['down', '--volumes', '--yes', '--dir', site]);
      rmSync(site, {recursive: true, force: true});
    },
  };
}

/** The variables of bench/by-hand/compose.yaml. */
function byHand(site, services) {
  const image = name => services.find(service => service.name === name).image;
  const python = /^FROM (\S+) AS python$/m.exec(readFileSync(join(site, '.devenv/Dockerfile'), 'utf8'))[1];
  return {
    COMPOSE_FILE: join(root, 'bench/by-hand/compose.yaml'),
    COMPOSE_PROJECT_NAME: 'devenv-bench',
    SITE: site,
    BY_HAND: join(root, 'bench/by-hand'),
    PORT: '18000',
    CA: process.env.SSL_CERT_FILE ?? '/etc/ssl/certs/ca-certificates.crt',
    DEV_IMAGE: image('web'),
    POSTGRES_IMAGE: image('db'),
    REDIS_IMAGE: image('redis'),
    NGINX_IMAGE: image('nginx'),
    PYTHON_IMAGE: python,
  };
}

function run(command, args, env = {}) {
  const {status, stdout, stderr} = spawnSync(command, args, {env: {...process.env, ...env}, encoding: 'utf8'});
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}
