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

test('without a step the docker command speaks', () => {
  const reader = readBuildLog(() => undefined);
  reader.push('error during connect: EOF');
  expect(reader.failure()).toEqual({step: null, lines: [], reason: ['error during connect: EOF']});
});
