import {describe, expect, test} from '@jest/globals';
import type {Interpreter} from '../../src/model/observed';
import {planUp, type Inputs} from '../../src/plan';
import {inputsFor} from './inputs';

const site = 'test/fixtures/projects/sql-variables';
const at = (version: string): Interpreter => ({version, directory: `/pythons/${version}`});

async function inputsWith(version: string, interpreters: readonly Interpreter[], directory: string | null = null): Promise<Inputs> {
  const inputs = await inputsFor(site);
  return {
    ...inputs,
    project: {...inputs.project, python: {version, why: ''}},
    settings: {...inputs.settings, images: {...inputs.settings.images, python: {directory}}},
    observed: {...inputs.observed, interpreters},
  };
}

const python = (inputs: Inputs) => {
  const {steps} = planUp(inputs, {build: false, fixtures: true});
  return steps.flatMap(step => (step.do === 'build-base' && step.labels['devenv.base'] === 'python' ? [step] : []))[0];
};

describe('the base image of a Python', () => {
  test('is made of Debian packages where a release has it', async () => {
    expect(python(await inputsWith('3.13', [at('3.13.0')]))).toMatchObject({suite: 'trixie', interpreter: null});
  });

  test('is made of the newest patch release at hand where none has it, with tools of its age', async () => {
    const step = python(await inputsWith('3.8', [at('3.8.9'), at('3.8.18'), at('3.80.1')]));
    expect(step).toMatchObject({suite: 'bookworm', context: '/opt/devenv/images/interpreter'});
    expect(step?.interpreter).toMatchObject({version: '3.8.18', directory: '/pythons/3.8.18'});
    expect(step?.interpreter?.tools[0]).toBe('pip==25.0.1');
  });

  test('is made of the directory that devenv.yaml names, whatever Debian has', async () => {
    expect(python(await inputsWith('3.13', [at('3.13.0')], '/pythons/3.13.0'))).toMatchObject({suite: 'bookworm'});
  });

  test.each([
    [null, [at('3.8.18')], 'no interpreter of this machine is Python 3.7', '3.8.18 from pyenv'],
    ['/pythons/3.8.18', [at('3.8.18')], 'is /pythons/3.8.18, which has Python 3.8.18, not 3.7', '3.9, 3.11, 3.13, 3.14'],
    ['/pythons', [], 'is /pythons, which has no bin/python3', 'pyenv install 3.7'],
  ])('with %j and %j is refused with what is at hand', async (directory, interpreters, what, next) => {
    const inputs = await inputsWith('3.7', interpreters, directory);
    const failure = (() => {
      try {
        return python(inputs);
      } catch (error) {
        return error as {code: string; message: string; next: readonly string[]};
      }
    })();
    expect(failure).toMatchObject({code: 'usage', message: expect.stringContaining(what)});
    expect((failure as {next: readonly string[]}).next.join('\n')).toContain(next);
  });

  test('once made needs no interpreter any more', async () => {
    const first = await inputsWith('3.8', [at('3.8.18')]);
    const made = python(first);
    const images = [{id: 'x', tags: [made?.image ?? ''], labels: {}, created: 0}];
    const later = {...first, observed: {...first.observed, images, interpreters: []}};
    expect(python(later)).toBeUndefined();
  });
});
