import {describe, expect, it} from '@jest/globals';
import {lackingLabel, type BuiltAssets} from '../../src/model/assets';
import {planUp, type Inputs} from '../../src/plan';
import {planAssets} from '../../src/plan/assets';
import {planImages} from '../../src/plan/images';
import {renderAssets} from '../../src/plan/assets-dockerfile';
import {inputsFor} from './inputs';

const directory = 'test/fixtures/projects/front-end';

function stepsOf(inputs: Inputs, built: Partial<BuiltAssets> | null, rebuild = false): readonly string[] {
  const {hash} = planAssets(inputs, 'python', false);
  const whole = built && {inputs: hash ?? '', files: ['frontend/dist/js/shop.js'], placed: true, ...built};
  const {steps} = planAssets({...inputs, assets: {tree: 'hash of the front end', built: whole}}, 'python', rebuild);
  return steps.map(({because}) => because);
}

describe('the front end is built', () => {
  it('once, and again when its sources change or --build asks for it', async () => {
    const inputs = await inputsFor(directory);
    expect(stepsOf(inputs, null)).toEqual(['it was never built']);
    expect(stepsOf(inputs, {})).toEqual([]);
    expect(stepsOf(inputs, {inputs: 'others'})).toEqual(['its sources changed']);
    expect(stepsOf(inputs, {}, true)).toEqual(['--build asks for it']);
  });

  it.each([
    ['14.16.1', 7, 'npm@7'],
    ['14.16.1', undefined, 'npm@6'],
    ['24.1.0', 7, 'npm@11'],
  ])('on Node %s, with a lock that npm %s reads, by %s', async (version, oldest, npm) => {
    const {assets} = (await inputsFor(directory)).project;
    if (assets === null) throw new Error('the fixture has a front end');
    const manager = {name: 'npm' as const, tool: null, install: 'npm ci', ...(oldest === undefined ? {} : {oldest})};
    expect(renderAssets({...assets, node: {...assets.node, version}, manager}, 'python')).toContain(`@${version} ${npm} `);
  });

  it('with the files of yarn at their own places, or without those that are not there', async () => {
    const {assets} = (await inputsFor(directory)).project;
    if (assets === null) throw new Error('the fixture has a front end');
    const manifests = ['package.json', '.yarnrc', '.yarn', 'tools/yarn.js'];
    const text = renderAssets({...assets, manifests}, 'python');
    expect(text).toContain(
      'COPY frontend/package.json frontend/.yarnrc ./\nCOPY frontend/.yarn ./.yarn\nCOPY frontend/tools/yarn.js ./tools/yarn.js\nRUN',
    );
    const manager = {name: 'yarn' as const, tool: 'yarn@1.22.4', install: 'yarn install'};
    const ignores = (one: object) => renderAssets({...assets, manager: {...manager, ...one}}, 'python').includes('YARN_IGNORE_PATH=1');
    expect([ignores({}), ignores({ignoresPath: true})]).toEqual([false, true]);
  });

  it('with git where a package comes from a repository, which a public host gives over https', async () => {
    const inputs = await inputsFor(directory);
    const {assets} = inputs.project;
    if (assets === null) throw new Error('the fixture has a front end');
    const withGit = {...inputs, project: {...inputs.project, assets: {...assets, usesGit: true}}};
    const planned = (one: Inputs) => {
      const {files, steps} = planAssets({...one, assets: {tree: 'x', built: null}}, 'python', false);
      const text = files.map(({content}) => content).join('');
      const apt = steps.map(step => (step.do === 'build-assets' ? (step.apt?.suite ?? null) : null));
      return {apt, git: /install .* git\b/.test(text), https: text.includes('url.https://github.com/.insteadOf ssh://git@github.com/')};
    };
    expect(planned(inputs)).toEqual({apt: [null], git: false, https: false});
    expect(planned(withGit)).toEqual({apt: ['trixie'], git: true, https: true});
  });

  it('for the work tree where production alone had it', async () => {
    const inputs = await inputsFor(directory);
    expect(stepsOf(inputs, {placed: false})).toEqual(['the work tree does not have it yet']);
    expect(stepsOf({...inputs, mode: 'production'}, {placed: false})).toEqual([]);
  });

  it('before the image that takes it', async () => {
    const {steps} = planUp(await inputsFor(directory, {mode: 'production'}), {build: false, fixtures: true});
    const kinds = steps.map(step => step.do);
    expect(kinds.indexOf('build-assets')).toBeGreaterThan(kinds.lastIndexOf('build-base'));
    expect(kinds.indexOf('build-assets')).toBeLessThan(kinds.indexOf('build-image'));
  });

  it('and with it the images that were built while it could not be', async () => {
    const plain = await inputsFor(directory, {mode: 'production'});
    const {hash} = planImages(plain, ['app', 'nginx']).assets;
    const images = (failed: boolean) => {
      const assets = {tree: 'hash of the front end', built: {inputs: hash ?? '', files: [], placed: false, failed}};
      const first = planImages({...plain, assets}, ['app', 'nginx']);
      const built = first.steps.flatMap(step =>
        step.do === 'build-image'
          ? [{id: step.image, tags: [step.image], created: 1, labels: {...step.labels, [lackingLabel]: 'front-end'}}]
          : [],
      );
      return planImages({...plain, assets, observed: {...plain.observed, images: built}}, ['app', 'nginx']).because;
    };
    const because = 'its front end could not be built before';
    expect([images(true), images(false)]).toEqual([{}, {app: because, nginx: because}]);
  });

  it('with its own earlier files left out of both contexts', async () => {
    const inputs = await inputsFor(directory, {mode: 'production'});
    const built = {inputs: '', files: ['frontend/dist/[id].js'], placed: true};
    const {steps} = planUp({...inputs, assets: {tree: 'x', built}}, {build: false, fixtures: true});
    const files = steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
    const ignored = files
      .filter(({path}) => path.endsWith('.dockerignore'))
      .map(({content}) => content.includes('frontend/dist/\\[id].js\n'));
    expect(ignored).toEqual([true, true]);
  });
});
