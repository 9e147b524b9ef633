import {describe, expect, it} from '@jest/globals';
import {planBorrow, planUp, unreadPackages, type Inputs} from '../../src/plan';
import {inputsOf} from './given';

const settings = 'from house_style.conf.base import *\nINSTALLED_APPS = INSTALLED_APPS + ["shop"]\n';
const packaged = {
  '.devenv/packages/house_style/conf/base.py':
    'import os\nfrom .names import user\nINSTALLED_APPS = []\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ.get("SHOP_DB_HOST", "localhost"), "USER": user}}\n',
  '.devenv/packages/house_style/conf/names.py': 'user = "shop"\n',
};
const read = (text: string, requirements: string, files = {}): Promise<Inputs> => inputsOf(text, requirements, files);

describe('settings that take everything from an installed package', () => {
  it('have its text taken out of what is installed, before anything else is planned', async () => {
    const inputs = await read(settings, 'Django==5.2\nhouse-style==1.0');
    expect(inputs.project.borrowed).toEqual([{name: 'house_style', isRead: false, where: {file: 'site/settings.py', line: 2}}]);
    expect(unreadPackages(inputs.project)).toEqual([
      'site/settings.py:2 takes all settings of house_style, which are read once it is installed, by devenv up: what follows from them is not told here yet',
    ]);
    const {steps} = planBorrow(inputs);
    expect(steps.map(step => step.do)).toEqual(expect.arrayContaining(['write-files', 'borrow']));
    expect(steps.at(-1)).toMatchObject({do: 'borrow', because: 'site/settings.py:2 takes all of its settings: house_style'});
    const files = steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
    expect(files.find(({path}) => path === 'Dockerfile')?.content).toContain('for name in house_style; do');
  });

  it('say what the package says, once its text is there', async () => {
    const {project} = await read(settings, 'Django==5.2\nhouse-style==1.0\npsycopg==3.2', packaged);
    expect(unreadPackages(project)).toEqual([]);
    expect(project.database).toMatchObject({engine: 'postgresql', parts: {HOST: {name: 'SHOP_DB_HOST'}, USER: {value: 'shop'}}});
    const where = {file: '.devenv/packages/house_style/conf/base.py', line: 4};
    expect(project.variables).toMatchObject([{name: 'SHOP_DB_HOST', feeds: 'DATABASES.default.HOST', where}]);
  });

  it('are read once for the same pins', async () => {
    const inputs = await read(settings, 'Django==5.2\nhouse-style==1.0', packaged);
    const step = planBorrow(inputs).steps.find(one => one.do === 'borrow');
    const made = (files: object): Inputs => ({...inputs, observed: {...inputs.observed, files: {...files}}});
    expect(planBorrow(made({'packages/made-from': step?.inputs})).steps).toEqual([]);
    expect(planBorrow(made({'packages/made-from': 'other pins'})).steps).not.toEqual([]);
    const lock = {inputs: '', python: '3.13', asOf: null, images: {}, production: ['house-style==1.1'], development: []};
    expect(planBorrow({...inputs, project: {...inputs.project, lock}}).steps.at(-1)).not.toMatchObject({inputs: step?.inputs});
  });

  it('do not change the images that are built', async () => {
    const inputs = await read(settings, 'Django==5.2\nhouse-style==1.0');
    const image = (from: Inputs) => planUp(from, {build: false, fixtures: true}).steps.flatMap(step => ('image' in step ? step.image : []));
    const {borrowed: _none, ...project} = inputs.project;
    expect(image(inputs)).toEqual(image({...inputs, project}));
  });

  it.each([
    ['is a part of the project', 'from shop.conf.base import *\n', 'shop==1.0', {'shop/conf/base.py': 'DEBUG = True\n'}],
    ['is no package of the requirements', 'try:\n    from local.settings import *\nexcept ImportError:\n    pass\n', 'Django==5.2', {}],
    ["is Django's own defaults", 'from django.conf.global_settings import *\n', 'Django==5.2', {}],
    ['is a library without settings', 'from environ import *\n', 'django-environ==0.11', {}],
  ])('borrow nothing where it %s', async (_case, text, requirements, files) => {
    const {project} = await read(text, requirements, files);
    expect(project.borrowed).toBeUndefined();
  });
});
