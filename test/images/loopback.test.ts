import {expect, test} from '@jest/globals';
import {resolve} from 'node:path';
import {run, type Result} from '../e2e/support/devenv';
import {builtExample} from './built';

/** Serves port 6000, which answers what it read once the other side has said all, and asks it at the address that is given. */
const conversation = `
import socket, sys, threading
server = socket.create_server(("127.0.0.1", 6000))

def answer():
    peer, _ = server.accept()
    peer.sendall(b"heard " + peer.makefile("rb").read())
    peer.close()

threading.Thread(target=answer, daemon=True).start()
asker = socket.create_connection((sys.argv[1], 5432))
asker.sendall(b"hello")
asker.shutdown(socket.SHUT_WR)
print(asker.makefile("rb").read().decode())
`;

const {image} = builtExample();

/** The program in a container without a network. */
function loopback(options: readonly string[], ...words: readonly string[]): Promise<Result> {
  const mount = `${resolve(__dirname, '../../images/app/loopback.py')}:/loopback.py:ro`;
  const program = ['--entrypoint', 'python', image(), '/loopback.py'];
  return run('docker', ['run', '--rm', '--network=none', '--volume', mount, ...options, ...program, ...words], '/');
}

const withoutIPv6 = ['--sysctl', 'net.ipv6.conf.lo.disable_ipv6=1'];

test.each([
  ['::1', []],
  ['127.0.0.1', []],
  ['127.0.0.1', withoutIPv6],
])('what is said to %s (docker run %j) reaches the other port, and its answer comes back', async (address, options) => {
  const {code, stdout, stderr} = await loopback(options, '5432=127.0.0.1:6000', '--', 'python', '-c', conversation, address);
  expect({code, stdout, stderr}).toEqual({code: 0, stdout: 'heard hello\n', stderr: ''});
});

test("the command's own exit code and streams are kept", async () => {
  const command = ['sh', '-c', 'echo out; echo err >&2; exit 7'];
  const {code, stdout, stderr} = await loopback([], '5432=127.0.0.1:6000', '--', ...command);
  expect({code, stdout, stderr}).toEqual({code: 7, stdout: 'out\n', stderr: 'err\n'});
});

test('a port that it cannot have is named, and nothing starts', async () => {
  const {code, stdout, stderr} = await loopback([], '5432=127.0.0.1:6000', '5432=127.0.0.1:6001', '--', 'echo', 'started');
  expect({code, stdout, stderr}).toEqual({
    code: 1,
    stdout: '',
    stderr: 'loopback.py: cannot listen on 127.0.0.1:5432: Address already in use\n',
  });
});
