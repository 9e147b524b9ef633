import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {run, type Result} from '../e2e/support/devenv';
import {machineImage, mustRun, root, succeeded} from './image';
import {networkSettings} from './settings';

/** A Debian 12 machine of its own, played by a privileged container: no Docker yet, Node 20, npm, this network's settings. */
export interface Machine {
  /** Runs a bash script in it, as root. */
  readonly run: (script: string) => Promise<Result>;
  /** The same, but fails when the script fails; what it printed. */
  readonly must: (script: string) => Promise<string>;
  /** Puts a clean clone of this repository, as last committed, at that path. */
  readonly clone: (path: string) => Promise<void>;
  /** Removes it, its disk too. */
  readonly remove: () => Promise<void>;
}

export interface Hardware {
  /** Size of /var/lib/docker, which fills up then (such as `400m`); without it there is the room of this machine. */
  readonly disk?: string;
  /** A directory of this machine that it sees as /run/shared: for a socket between the two. */
  readonly shared?: string;
}

export async function freshMachine({disk, shared}: Hardware = {}): Promise<Machine> {
  const image = await machineImage();
  const scratch = mkdtempSync(join(tmpdir(), 'devenv-machine-'));
  const variables = (await networkSettings(join(scratch, 'settings'))).flatMap(variable => ['--env', variable]);
  // Docker's directory cannot lie on the container's own overlay file system.
  const storage = disk === undefined ? ['--volume', '/var/lib/docker'] : ['--tmpfs', `/var/lib/docker:size=${disk},exec`];
  const volumes = [...storage, ...(shared === undefined ? [] : ['--volume', `${shared}:/run/shared`])];
  // With --init, as on a real machine, somebody reaps a process that was killed.
  const how = ['--detach', '--init', '--privileged', '--label', 'devenv-test=machine'];
  const id = await mustRun('docker', 'run', ...how, ...volumes, ...variables, image);
  await mustRun('docker', 'cp', '--quiet', `${join(scratch, 'settings')}/.`, `${id}:/`);
  const inside = (script: string) => run('docker', ['exec', id, 'bash', '-c', script], root);
  return {
    run: inside,
    must: async script => succeeded(await inside(script)),
    clone: async path => {
      await mustRun('git', 'clone', '--quiet', root, join(scratch, 'clone'));
      await mustRun('docker', 'cp', '--quiet', join(scratch, 'clone'), `${id}:${path}`);
    },
    remove: async () => {
      rmSync(scratch, {recursive: true, force: true});
      await mustRun('docker', 'rm', '--force', '--volumes', id);
    },
  };
}
