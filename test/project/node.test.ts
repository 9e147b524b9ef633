import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {chooseNode, releaseFor} from '../../src/project/node';
import {memoryTree} from './memory-tree';

describe('the Node of a front end', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['.nvmrc', {'web/.nvmrc': 'v20.11.1\n'}, '20.11.1: web/.nvmrc'],
    ['.nvmrc with the name of a release', {'.nvmrc': 'lts/iron\n'}, '20: .nvmrc'],
    ['.node-version', {'.node-version': '18\n'}, '18: .node-version'],
    ['.tool-versions', {'.tool-versions': 'python 3.12.1\nnodejs 22.3.0\n'}, '22.3.0: .tool-versions'],
    ['volta', {'web/package.json': '{"volta": {"node": "16.20.2"}}'}, '16.20.2: web/package.json'],
    ['engines', {'web/package.json': '{"engines": {"npm": ">=8", "node": ">=14 <17"}}'}, '16: web/package.json'],
    ['a Dockerfile', {Dockerfile: 'FROM --platform=linux/amd64 node:18.19-slim AS front\n'}, '18: Dockerfile'],
    ['.nvmrc before engines', {'.nvmrc': '22', 'web/package.json': '{"engines": {"node": "18"}}'}, '22: .nvmrc'],
    ['mise', {'.mise.toml': '[tools]\npython = "3.12"\nnode = "22.3"\n'}, '22: .mise.toml'],
    ['a list of mise', {'mise.toml': '[tools]\nnode = ["20.1.0", "18"]\n'}, '20.1.0: mise.toml'],
    ['a Dockerfile by an argument', {Dockerfile: 'ARG NODE=18.19\nFROM node:${NODE}-slim AS front\n'}, '18: Dockerfile'],
    ['a Dockerfile with both', {Dockerfile: 'FROM nikolaik/python-nodejs:python3.12-nodejs20\n'}, '20: Dockerfile'],
    [
      'a Dockerfile of another name',
      {'devops/docker/NodeDockerfile': 'FROM node:20-alpine@sha256:c8\n'},
      '20: devops/docker/NodeDockerfile',
    ],
    ['a workflow', {'.github/workflows/ci.yml': 'with:\n  node-version: 12\n'}, '12: .github/workflows/ci.yml'],
    ['a matrix', {'.github/workflows/ci.yml': 'matrix:\n  node-version: ["22"]\n'}, '22: .github/workflows/ci.yml'],
    ['CircleCI', {'.circleci/config.yml': 'docker:\n  - image: cimg/node:20.6\n'}, '20: .circleci/config.yml'],
    ['Travis', {'.travis.yml': 'node_js:\n  - "14"\n'}, '14: .travis.yml'],
    ['an image before a workflow', {'x/Dockerfile': 'FROM node:20', '.github/workflows/a.yml': 'node-version: 22'}, '20: x/Dockerfile'],
    ['nothing', {Dockerfile: 'FROM python:3.13\n'}, '24: the current long-term release, as nothing names one'],
  ])('is what %s says', (_what, files, why) => {
    expect(chooseNode(memoryTree(files), ['web', '']).why).toBe(why);
  });

  const old = '16: web/LOCK has webpack 5.15, which runs on no newer one';
  it.each<[string, string, string]>([
    ['package-lock.json', '{\n  "dependencies": {\n    "webpack": {\n      "version": "5.15.0",', old],
    ['package-lock.json', '{\n  "packages": {\n    "node_modules/webpack": {\n      "version": "5.15.0",', old],
    ['yarn.lock', 'webpack@^5.4.0:\n  version "5.15.0"\n', old],
    ['yarn.lock', '"webpack@npm:^5.4.0":\n  version: 5.15.0\n', old],
    ['pnpm-lock.yaml', 'packages:\n  /webpack/5.15.0:\n', old],
    ['pnpm-lock.yaml', "packages:\n  'webpack@5.15.0':\n", old],
    ['yarn.lock', 'webpack@^5.4.0:\n  version "5.61.0"\n', '24: the current long-term release, as nothing names one'],
    ['yarn.lock', 'webpack-cli@^4.0.0:\n  version "4.3.1"\n', '24: the current long-term release, as nothing names one'],
  ])('is one that the webpack of %s runs on, where nothing names one', (name, lock, why) => {
    expect(chooseNode(memoryTree({[`web/${name}`]: lock}), ['web', '']).why).toBe(why.replace('LOCK', name));
  });

  it('is one of the range that the webpack of the lock runs on, if there is one', () => {
    const lock = {'yarn.lock': 'webpack@^4.0.0:\n  version "4.46.0"\n'};
    const choose = (range: string) => chooseNode(memoryTree({...lock, 'package.json': `{"engines": {"node": "${range}"}}`}), ['']).version;
    expect(['>=12', '>=18', '14.x'].map(choose)).toEqual(['16', '24', '14']);
  });

  it.each([
    ['>=18', '24'],
    ['>= 14.17', '24'],
    ['^20.1.0', '20'],
    ['~18.2', '18'],
    ['16.x', '16'],
    ['18 || 20', '20'],
    ['>=16 <19', '18'],
    ['<=20', '20'],
    ['<20.5', '20'],
    ['14 - 16', '16'],
    ['*', '24'],
    ['', null],
    ['>=99', null],
  ])('the range %j means %j', (range, release) => {
    expect(releaseFor(range)).toBe(release);
  });

  it('no text stops it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const {version} = chooseNode(memoryTree({'.nvmrc': one, 'package.json': other, 'Dockerfile': `FROM node:${other}`}), ['']);
        expect(version).toMatch(/^\d+(\.\d+\.\d+)?$/);
      }),
    );
  });
});
