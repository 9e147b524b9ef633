import {expect, test} from '@jest/globals';
import {readBuildLog} from '../../src/engine/build-log';

const log = (vertex: string, text: string) => JSON.stringify({logs: [{vertex, data: Buffer.from(text).toString('base64')}]});
const vertex = (digest: string, name: string, error?: string) => JSON.stringify({vertexes: [{digest, name, error}]});

test('lines that come in pieces are put together, and told once', () => {
  const told: string[] = [];
  const reader = readBuildLog(line => told.push(line));
  for (const line of [vertex('a', '[1/2] RUN x'), log('a', 'one\ntw'), log('a', 'o\n'), log('a', 'rest')]) reader.push(line);
  expect(told).toEqual(['[1/2] RUN x', 'one', 'two']);
});

test('the step that failed is named with its own lines, not its victims', () => {
  const reader = readBuildLog(() => undefined);
  const lines = [
    vertex('a', 'A'),
    vertex('b', 'B'),
    log('a', 'from a\n'),
    log('b', 'from b\nlast'),
    vertex('b', 'B', 'exit code: 1'),
    vertex('a', 'A', 'context canceled'),
  ];
  for (const line of [...lines, 'ERROR: failed to solve']) reader.push(line);
  expect(reader.failure()).toEqual({step: 'B', lines: ['from b', 'last'], reason: ['exit code: 1', 'ERROR: failed to solve']});
});

test('the line that names the package which failed is kept, however much its own build says after it', () => {
  const reader = readBuildLog(() => undefined);
  const said = ['  x Failed to build `somepin==1.0`', ...Array.from({length: 1000}, (_, at) => `copying ${String(at)}`)];
  reader.push(vertex('a', 'A'));
  for (const line of said) reader.push(log('a', `${line}\n`));
  reader.push(vertex('a', 'A', 'exit code: 1'));
  const {lines} = reader.failure();
  expect([lines[0], lines[1], lines.at(-1), lines.length]).toEqual([said[0], 'copying 800', 'copying 999', 201]);
});

test('without a step the docker command speaks', () => {
  const reader = readBuildLog(() => undefined);
  reader.push('error during connect: EOF');
  expect(reader.failure()).toEqual({step: null, lines: [], reason: ['error during connect: EOF']});
});
