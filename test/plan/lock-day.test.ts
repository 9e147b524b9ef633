import {execFileSync} from 'node:child_process';
import {expect, it} from '@jest/globals';
import {planLock} from '../../src/plan';
import {inputsOf} from './given';

async function lockDockerfile(day: string): Promise<string> {
  const {steps} = planLock(await inputsOf('', 'Django'), {upgrade: false, anew: false, asOf: day, because: ''});
  const [dockerfile = ''] = steps.flatMap(step =>
    step.do === 'write-files' ? step.files.filter(({path}) => path === 'lock/Dockerfile').map(({content}) => content) : [],
  );
  return dockerfile;
}

async function optionsAsOf(day: string): Promise<string> {
  const dockerfile = await lockDockerfile(day);
  const [options = ''] = /\$\{AS_OF:\+.*?\)\}/.exec(dockerfile) ?? [];
  return execFileSync('sh', ['-c', `echo ${options}`], {env: {...process.env, AS_OF: day}, encoding: 'utf8'}).trim();
}

it.each([
  ['2017-04-24', '--exclude-newer 2017-04-24 --exclude-newer-package setuptools=2019-03-01'],
  ['2024-11-07', '--exclude-newer 2024-11-07 --exclude-newer-package setuptools=2024-11-07'],
  ['', ''],
])('a lock as of "%s" admits the setuptools that builds old sources', async (day, options) => {
  expect(await optionsAsOf(day)).toBe(options);
});
