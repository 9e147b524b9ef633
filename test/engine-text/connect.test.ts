import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {findEndpoint, isRemote, noEngine} from '../../src/engine/connect';

let config: string;
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'devenv-docker-'));
});
afterEach(() => {
  rmSync(config, {recursive: true});
});

function writeContext(name: string, host: string): void {
  const directory = join(config, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
  mkdirSync(directory, {recursive: true});
  writeFileSync(join(directory, 'meta.json'), JSON.stringify({Name: name, Endpoints: {docker: {Host: host}}}));
}

test('DOCKER_HOST is stronger than a context, and DOCKER_CONTEXT than the current one', () => {
  writeContext('one', 'unix:///one.sock');
  writeContext('two', 'unix:///two.sock');
  writeFileSync(join(config, 'config.json'), '{"currentContext": "one"}');
  const environment = {DOCKER_CONFIG: config};
  expect(findEndpoint(environment)).toEqual({host: 'unix:///one.sock', from: 'context one'});
  expect(findEndpoint({...environment, DOCKER_CONTEXT: 'two'}).host).toBe('unix:///two.sock');
  expect(findEndpoint({...environment, DOCKER_CONTEXT: 'two', DOCKER_HOST: 'tcp://127.0.0.1:1'}).host).toBe('tcp://127.0.0.1:1');
});

test.each(['nonsense', 'tcp://', 'unix://', 'file:///x', 'tcp://a b'])('%s is no address', host => {
  expect(() => findEndpoint({DOCKER_HOST: host})).toThrow(`DOCKER_HOST is ${host}`);
});

test('a broken config.json is named', () => {
  writeFileSync(join(config, 'config.json'), '{');
  expect(() => findEndpoint({DOCKER_CONFIG: config})).toThrow('config.json is no valid JSON');
});

test.each([
  ['unix:///var/run/docker.sock', false],
  ['npipe:////./pipe/docker_engine', false],
  ['tcp://127.0.0.1:2375', false],
  ['tcp://[::1]:2375', false],
  ['http://localhost:2375', false],
  ['tcp://192.0.2.1:2375', true],
  ['ssh://me@build.example', true],
])('%s is remote: %s', (host, remote) => {
  expect(isRemote({host, from: ''})).toBe(remote);
});

test('a socket without permission tells how to get it', () => {
  const {message, next} = noEngine({host: 'unix:///x', from: 'the default socket'}, {code: 'EACCES'});
  expect(message).toBe('No Docker engine at unix:///x (the default socket): you may not use its socket');
  expect(next[0]).toContain('usermod -aG docker');
});
