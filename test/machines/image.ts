import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {run, type Result} from '../e2e/support/devenv';

export const root = resolve(__dirname, '../..');

/** Runs a program of this machine, and fails when it fails. */
export async function mustRun(command: string, ...args: readonly string[]): Promise<string> {
  return succeeded(await run(command, args, root));
}

/** What a program printed; fails with its last lines when it failed. */
export function succeeded({code, stdout, stderr}: Result): string {
  if (code !== 0) throw new Error(`ended with ${String(code)}\n${stdout.slice(-6000)}\n${stderr.slice(-3000)}`);
  return stdout.trim();
}

/** Builds the image of a fresh machine once; its name. */
export async function machineImage(): Promise<string> {
  const [name, platform] = ['devenv-test/machine:bookworm', `node-linux-${process.arch}`];
  const context = mkdtempSync(join(tmpdir(), 'devenv-machine-'));
  try {
    const base = await debianBase();
    await mustRun('npm', 'install', '--prefix', context, '--no-save', '--ignore-scripts', '--loglevel=error', `${platform}@20`, 'npm@10');
    const args = ['--build-arg', `BASE=${base}`, '--build-arg', `PLATFORM=${platform}`];
    await mustRun('docker', 'build', '--quiet', '--tag', name, ...args, '--file', join(__dirname, 'Dockerfile'), context);
  } finally {
    rmSync(context, {recursive: true, force: true});
  }
  return name;
}

/** Any Debian 12 that devenv has made here, else a new one. */
async function debianBase(): Promise<string> {
  const [there] = (await mustRun('docker', 'images', '--format', '{{.Repository}}:{{.Tag}}', 'devenv/debian:bookworm-*')).split('\n');
  if (there) return there;
  const made = 'devenv-test/debian:bookworm';
  await mustRun('bash', '-c', `set -o pipefail; images/debian/bootstrap.sh bookworm | docker import --change 'CMD ["bash"]' - ${made}`);
  return made;
}
