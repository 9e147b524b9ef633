import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {freePort} from './http';
import {until} from './until';

/** A real image registry on this machine, without a password, with a store of its own. */
export interface Registry {
  /** "127.0.0.1:5000" */
  readonly host: string;
  /** The digest under which it keeps a reference; null where it knows none. */
  readonly digestOf: (name: string, tag: string) => Promise<string | null>;
  readonly stop: () => Promise<void>;
}

export async function startRegistry(): Promise<Registry> {
  const directory = mkdtempSync(join(tmpdir(), 'devenv-registry-'));
  const host = `127.0.0.1:${String(await freePort())}`;
  const config = join(directory, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({version: 0.1, storage: {filesystem: {rootdirectory: join(directory, 'store')}}, http: {addr: host}}),
  );
  const server = spawn('docker-registry', ['serve', config], {stdio: 'ignore'});
  const ended = new Promise<void>(resolve => server.on('close', () => resolve()));
  await until('the registry answers', async () => ((await fetch(`http://${host}/v2/`)).ok ? true : null), 30);
  return {
    host,
    digestOf: async (name, tag) => {
      const headers = {Accept: 'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json'};
      const response = await fetch(`http://${host}/v2/${name}/manifests/${tag}`, {method: 'HEAD', headers});
      return response.headers.get('docker-content-digest');
    },
    stop: async () => {
      server.kill();
      await ended;
      rmSync(directory, {recursive: true, force: true});
    },
  };
}
