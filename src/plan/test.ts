import type {Plan, Step} from '../model/plan';
import {planFiles, ownIgnore} from './files';
import {planImages} from './images';
import type {Inputs} from './inputs';
import {composeText} from './compose-text';
import {preparation} from './database-steps';
import {environmentOf} from './compose';
import {engineOf} from './engines';
import type {Definition} from './fragments';
import {commentsOf, fragmentName, fragmentOf, storeEnvironment} from './fragments';
import {storeImages} from './store-images';
import {entrypointOf} from './loopback';
import {lastingLabels, ownLabels, scripts, workdirIn} from './names';
import {socketVolume, withSocket} from './socket';
import {ownServices, storesOf, type Store} from './services';
import {withTls} from './tls';
import {buildFiles, planCopies} from './up';
import {refuseUnfit} from './unfit';

/** The images of a test run besides its steps. */
export interface TestPlan extends Plan {
  readonly images: {readonly app: string; readonly nginx: string; readonly test: string};
}

const composition = 'compose.test.yaml';

/** A test's data is thrown away, so it may as well never reach the disk. */
const inMemory: Readonly<Record<Exclude<Store, 'db'>, Definition>> = {
  redis: {tmpfs: ['/data']},
  rabbitmq: {tmpfs: ['/var/lib/rabbitmq']},
  memcached: {},
};

/**
 * Plans `devenv test`: the image that would ship, the same with the test packages on top, and a run of it with nothing
 * mounted and stores of its own.
 * @throws DevenvError `env` when the settings require a variable that nothing sets.
 */
export function planTest(inputs: Inputs, command: readonly string[]): TestPlan {
  refuseUnfit(inputs);
  const planned = planImages(inputs, ['app', 'nginx', 'test']);
  const images = {app: planned.reference('app'), nginx: planned.reference('nginx'), test: planned.reference('test')};
  const stores = [...storesOf(inputs), ...ownServices(inputs)];
  const text = renderTestCompose(inputs, {...storeImages(inputs, planned.bases), test: images.test});
  const none = {client: 'psql', sql: []} as const;
  const script = stores.includes('db') ? (preparation(inputs) ?? none) : none;
  const run: Step = {
    do: 'run-tests',
    composition,
    composeProject: composeProjectOf(inputs),
    stores,
    ...script,
    command,
    because: `in ${images.test}, with nothing mounted`,
  };
  const steps = [
    ...planFiles(inputs, [ownIgnore, ...buildFiles(inputs, planned), {path: composition, content: text, mode: 0o600}]),
    ...planCopies(inputs),
    ...planned.bases.steps,
    ...planned.steps,
    run,
  ];
  return {project: inputs.project.id, mode: inputs.mode, steps, images};
}

function composeProjectOf({project}: Inputs): string {
  return `${project.id}-test`;
}

/** pytest takes the variable before its own file, so the file's word must be the variable's. */
function testSettings({project: {test}}: Inputs): Readonly<Record<string, string>> {
  return {
    ...(test.settings === null ? {} : {DJANGO_SETTINGS_MODULE: test.settings}),
    ...(test.configuration === undefined ? {} : {DJANGO_CONFIGURATION: test.configuration}),
  };
}

/** Static files lie in the image as other settings collect them. */
function testEntrypoint(inputs: Inputs): Definition {
  const collected = Object.keys(testSettings(inputs)).length === 0 ? [] : ['python', `${scripts}/collected.py`];
  const own = [`${scripts}/runinenv`, ...collected];
  return {...(collected.length === 0 ? {} : {entrypoint: own}), ...entrypointOf(inputs, own)};
}

/** The image's list is that of the settings that ship; what these require was looked at before. */
const notShipped = {DEVENV_REQUIRED: ''};

function renderTestCompose(inputs: Inputs, images: Readonly<Record<string, string>>): string {
  const {project} = inputs;
  const labels = {...ownLabels(project, 'service'), 'devenv.mode': 'test'};
  const store = (name: Store) => {
    const {volumes: _volumes, ...service} = fragmentOf(inputs, fragmentName(inputs, name)).service;
    const inTests = {...service, ...storeEnvironment(inputs, name), ...(name === 'db' ? engineOf(project)?.forTests : inMemory[name])};
    const named = {image: images[name], labels: {...labels, 'devenv.service': name}};
    return withSocket(inputs, name, {...withTls(project, name, inTests), ...named});
  };
  const own = ownServices(inputs).map((name): [string, Definition] => {
    const {volumes: _volumes, ...service} = fragmentOf(inputs, name).service;
    return [name, {...service, labels: {...labels, 'devenv.service': name}}];
  });
  const test = {
    image: images['test'],
    ...testEntrypoint(inputs),
    init: true,
    working_dir: workdirIn(project),
    environment: {...environmentOf(inputs, 'web'), ...testSettings(inputs), ...notShipped, HYPOTHESIS_STORAGE_DIRECTORY: '/tmp/hypothesis'},
    labels: {...labels, 'devenv.service': 'test'},
  };
  const stores = storesOf(inputs).map((name): [string, Definition] => [name, store(name)]);
  const services: Record<string, Definition> = {
    ...Object.fromEntries<Definition>([...stores, ...own]),
    test: withSocket(inputs, 'test', test),
  };
  const socket = socketVolume(inputs);
  const volumes = socket === null ? {} : {volumes: {[socket]: {labels: lastingLabels(project)}}};
  const content = {name: composeProjectOf(inputs), services, ...volumes, networks: {default: {labels: lastingLabels(project)}}};
  return composeText('Made by devenv: what `devenv test` runs.', content, commentsOf(inputs));
}
