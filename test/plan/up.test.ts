import {describe, expect, it} from '@jest/globals';
import type {Plan} from '../../src/model/plan';
import {databaseElsewhere, planUp, variablesOf, type Inputs} from '../../src/plan';
import {renderPlan} from '../../src/report';
import {after, inputsFor} from './inputs';

const example = 'examples/example.com';
const options = {build: false, fixtures: true};
const values = {SECRET_KEY: 's3cret', DATABASE_URL: 'postgres://ada:pw@localhost:5432/site', DEBUG: 'True'};

function withValues(inputs: Inputs, variables: Readonly<Record<string, string>>): Inputs {
  const list = Object.entries(variables).map(([name, value], index) => ({
    name,
    value,
    where: {file: '.envrc', line: index + 1},
    overrides: [],
  }));
  return {...inputs, env: {...inputs.env, file: '.envrc', trust: 'allowed', variables: list}};
}

async function first(): Promise<{inputs: Inputs; plan: Plan}> {
  const inputs = withValues(await inputsFor(example), values);
  return {inputs, plan: planUp(inputs, options)};
}

/** The plan for inputs that changed after a first up. */
async function second(change: (inputs: Inputs) => Inputs): Promise<string> {
  const {inputs, plan} = await first();
  return renderPlan(planUp(change({...inputs, observed: after(inputs, plan)}), options));
}

describe('up', () => {
  it('with everything fresh has nothing to do', async () => {
    expect(await second(inputs => inputs)).toBe('Nothing to do.');
  });

  it('names the file, the package and both versions of a changed pin, and replaces only what runs the code', async () => {
    const text = await second(inputs => withPin(inputs, 'celery', '5.6.3', '5.6.9'));
    expect(text).toContain('build image dev  (example-django/requirements.txt changed: celery 5.6.3 -> 5.6.9)');
    expect(text).toContain('start web, worker, beat  (example-django/requirements.txt changed: celery 5.6.3 -> 5.6.9)');
    expect(text).not.toMatch(/start .*(db|redis|nginx)/);
    expect(text).toContain('remove an image  (made from earlier requirements)');
  });

  it('names a changed variable and never its value', async () => {
    const text = await second(inputs => withValues(inputs, {...values, DEBUG: 'False', SECRET_KEY: 'another'}));
    expect(text).toContain('start web, worker, beat  (DEBUG, SECRET_KEY changed)');
    expect(text).not.toContain('another');
  });

  it('only migrates for a new migration', async () => {
    const text = await second(inputs => {
      const migrations = {files: [...inputs.project.migrations.files, 'trees/migrations/0006_x.py'], hash: 'another'};
      return {...inputs, project: {...inputs.project, migrations}};
    });
    expect(text).toBe('migrate  (new: trees/migrations/0006_x.py)');
  });

  it.each([
    ['unknown', ['-']],
    ['literal', []],
  ] as const)('migrates where only Django can say what the database is: an engine that is %s', async (from, vendors) => {
    const inputs = await inputsFor(example);
    const engine = from === 'literal' ? {from, value: 'django.db.backends.oracle'} : {from};
    const database = {...inputs.project.database, engine: null, parts: {ENGINE: engine}};
    const {steps} = planUp({...inputs, project: {...inputs.project, database, fixtures: []}}, options);
    expect(steps.flatMap(step => (step.do === 'migrate' ? [step.vendor] : []))).toEqual(vendors);
  });

  it('loads a fixture again only when its content changed', async () => {
    const text = await second(inputs => ({...inputs, fixtureHashes: {'example-django/fixtures/quickstart.json': 'another'}}));
    expect(text).toBe('load example-django/fixtures/quickstart.json  (its content changed)');
  });

  it('migrates and loads a database of another name in the same volume, and only prepares the role for another password', async () => {
    const connect = (url: string) => second(inputs => withValues(inputs, {...values, DATABASE_URL: url}));
    const renamed = await connect('postgres://ada:pw@localhost:5432/leaves');
    for (const step of ['prepare the database', 'migrate', 'load example-django/fixtures/quickstart.json'])
      expect(renamed).toContain(`${step}  (.devenv has no record of leaves)`);
    const other = await connect('postgres://ada:s3same@localhost:5432/site');
    expect(other).toContain('prepare the database  (its role or password changed)');
    expect(other).not.toMatch(/migrate|load|s3same/);
  });

  it('does the database anew when its volume is another one', async () => {
    const text = await second(inputs => ({
      ...inputs,
      observed: {...inputs.observed, volumes: [{name: 'site-1a2b3c4d_db', created: 'tomorrow', labels: {}}]},
    }));
    expect(text.split('\n').map(line => line.split('  ')[0])).toEqual([
      'prepare the database',
      'migrate',
      'load example-django/fixtures/quickstart.json',
    ]);
  });

  it.each([
    ['exited', 'none', 'start worker  (stopped)'],
    ['paused', 'healthy', 'start worker  (paused)'],
    ['running', 'starting', 'start worker  (not healthy yet)'],
    ['running', 'unhealthy', 'start worker  (unhealthy)'],
  ] as const)('starts a worker that is %s and %s', async (state, health, expected) => {
    const text = await second(inputs => {
      const containers = inputs.observed.containers.map(container =>
        container.service === 'worker' ? {...container, state, health} : container,
      );
      return {...inputs, observed: {...inputs.observed, containers}};
    });
    expect(text).toBe(expected);
  });

  it('replaces what runs an image whose name another one bears by now', async () => {
    const text = await second(inputs => {
      const containers = inputs.observed.containers.map(container =>
        container.service === 'worker' ? {...container, image: 'sha256:0123456789ab'} : container,
      );
      return {...inputs, observed: {...inputs.observed, containers}};
    });
    expect(text).toBe('start worker  (its image changed)');
  });

  it('removes a service that the project needs no more', async () => {
    expect(await second(inputs => ({...inputs, project: {...inputs.project, celery: null}}))).toContain(
      'remove worker, beat  (the project needs them no more)',
    );
  });

  it('refuses when nothing sets what the settings require, naming each with its line', async () => {
    const inputs = await inputsFor(example, {mode: 'production'});
    expect(() => planUp(inputs, options)).toThrow(/SECRET_KEY \(example-django\/example\/settings\.py:\d+\)/);
  });

  it('migrates an SQLite file that is gone although it was recorded, and refuses one in production', async () => {
    const onFile = (inputs: Inputs): Inputs => ({
      ...inputs,
      project: {...inputs.project, database: {...inputs.project.database, engine: 'sqlite', parts: {}}},
    });
    const inputs = onFile(withValues(await inputsFor(example), values));
    const observed = after(inputs, planUp(inputs, options));
    expect(renderPlan(planUp({...inputs, observed}, options))).toBe('Nothing to do.');
    expect(renderPlan(planUp({...inputs, observed, databaseGone: true}, options))).toContain('migrate  (nothing was migrated yet)');
    expect(() => planUp({...inputs, mode: 'production'}, options)).toThrow(/SQLite/);
  });

  it('neither starts nor migrates a database that devenv did not make', async () => {
    const inputs = withValues(await inputsFor(example), {...values, DATABASE_URL: 'postgres://ada:pw@db.example.com:5432/live'});
    const text = renderPlan(planUp(inputs, options));
    expect(text).not.toMatch(/prepare the database|migrate|load |start .*db/);
    expect(databaseElsewhere(inputs)).toBe('db.example.com');
  });

  it.each(['localhost', '127.0.0.1', 'db', 'postgres'])('takes a database at %s for its own', async host => {
    const inputs = withValues(await inputsFor(example), {...values, DATABASE_URL: `postgres://ada:pw@${host}:5432/site`});
    expect(databaseElsewhere(inputs)).toBeNull();
  });

  it('points host and port at the service, be they given as a URL or one by one', async () => {
    const inputs = await inputsFor('test/fixtures/projects/sql-variables');
    const names = inputs.project.variables.filter(({feeds}) => /\.(HOST|PORT)$/.test(feeds ?? '')).map(({name}) => name);
    const given = withValues(inputs, {
      ...Object.fromEntries(names.map(name => [name, name.includes('PORT') ? '5433' : 'localhost'])),
      BAKERY_HOSTS: 'x',
    });
    const assigned = variablesOf(given, 'web').filter(({name}) => names.includes(name));
    expect(assigned.map(({value}) => value).sort()).toEqual(['5432', 'db']);
  });

  it('leaves no trace of a value in a plan as text or in labels', async () => {
    const {plan} = await first();
    expect(renderPlan(plan)).not.toContain('s3cret');
  });
});

function withPin(inputs: Inputs, name: string, from: string, to: string): Inputs {
  const {dependencies} = inputs.project;
  const production = dependencies.production.map(file => ({
    ...file,
    content: file.content.replace(`${name}==${from}`, `${name}==${to}`),
    requirements: file.requirements.map(requirement => (requirement.name === name ? {...requirement, version: to} : requirement)),
  }));
  return {...inputs, project: {...inputs.project, dependencies: {...dependencies, production}}};
}
