import {spawn} from 'node:child_process';
import {resolve} from 'node:path';
import {expect, test} from '@jest/globals';
import {run} from '../e2e/support/devenv';
import {until} from '../e2e/support/until';

const script = resolve(__dirname, '../../images/debian/bootstrap.sh');

/** Runs the script in a process group of its own; `act` says what befalls it. */
function bootstrap(act: (child: ReturnType<typeof start>) => void): Promise<object> {
  const child = start();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  act(child);
  return new Promise(done => child.on('close', (code, signal) => done({code, signal, stderr})));
}

function start() {
  return spawn(script, ['bookworm'], {cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], detached: true});
}

/** Not a signal, which would have reached whoever called the script as well. */
const said = {code: 1, signal: null, stderr: expect.stringContaining('making bookworm failed: ')};

test('a reader that goes away, such as an engine without disk, ends only what the script started', async () => {
  expect(await bootstrap(({stdout}) => stdout.destroy())).toEqual(said);
}, 120_000);

test('who ends the script ends all that it started', async () => {
  // The end is told when the last process that could write is gone.
  const ended = bootstrap(({pid}) => void until('mmdebstrap runs', () => childOf(pid)).then(() => process.kill(pid!, 'SIGTERM')));
  expect(await ended).toEqual(said);
}, 120_000);

async function childOf(pid: number | undefined): Promise<true | null> {
  return (await run('pgrep', ['--parent', String(pid), 'mmdebstrap'], '/')).code === 0 ? true : null;
}
