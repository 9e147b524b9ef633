import type {Proof} from '../model/proof';
import type {Project} from '../model/project';
import {requiredText} from './conditions';
import {madeRows, shortened} from './made-rows';
import type {Paint} from './paint';

/** The facts of a project as `inspect --json` tells them. */
export type Inspection = ReturnType<typeof inspectionOf> & {
  /** Variables that `up` gives a placeholder, with where the settings require them. */
  readonly placeholders: readonly {readonly name: string; readonly where: Proof}[];
  /** What a person should know although nothing fails. */
  readonly notices: readonly string[];
};

export function inspectionOf(project: Project) {
  return {
    root: project.root,
    python: project.python,
    dependencies: dependenciesOf(project),
    django: {
      version: project.django.version ?? unpinned(project),
      manage: project.django.manage,
      settings: project.django.settings,
      production_settings: project.production?.settings ?? project.django.settings,
      workdir: project.workdir,
      wsgi: project.django.wsgi,
      asgi: project.django.asgi,
      server: project.django.server,
    },
    database: databaseOf(project),
    services: servicesOf(project),
    celery: project.celery,
    workers: workersOf(project),
    debian: project.debian,
    assets: project.assets && {...project.assets, manager: project.assets.manager.name, install: project.assets.manager.install},
    messages: project.messages,
    homepage: project.homepage,
    variables: project.variables.map(({name, required, when, default: value, where}) => ({
      ...{name, required, default: value, where},
      ...(when === undefined ? {} : {when}),
    })),
    fixtures: fixturesOf(project),
    // Those of them that `up` loads; what the project's own guides load besides it leaves to devenv.yaml.
    loaded: project.fixtures,
    documented: project.documented,
    test: testOf(project),
    proofs: project.proofs,
  };
}

function testOf({test: {command, selection, settings, configuration}}: Project) {
  return {command: lineOf([...command, ...selection]), settings, ...(configuration === undefined ? {} : {configuration})};
}

/** Words as a shell reads them. */
function lineOf(words: readonly string[]): string {
  return words.map(word => (/[\s*'"]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : word)).join(' ');
}

/** What stands for a pin of Django: what devenv.lock has, else what the requirement allows. */
function unpinned({dependencies: {production, development}, lock}: Project): string | null {
  const locked = lock?.production.map(line => /^django==([^\s;]+)/i.exec(line)?.[1]).find(version => version !== undefined);
  const ranges = [...production, ...development].flatMap(({requirements}) => requirements.filter(({name}) => name === 'django'));
  return locked ?? ranges.map(({specifier}) => specifier).find(specifier => specifier !== '') ?? null;
}

/** A file for development stays one where it ships as well, which a notice says. */
function dependenciesOf({dependencies: {production, development, alsoShipped}}: Project) {
  const files = (set: string, entries: typeof production) => entries.map(({file, kind}) => ({file, kind, set}));
  const isOther = ({file}: (typeof production)[number]) => alsoShipped?.files.includes(file) === true;
  const own = production.filter(one => !isOther(one));
  return [...files('production', own), ...files('development', [...production.filter(isOther), ...development])];
}

function databaseOf({database: {engine, server, version, extensions}}: Project) {
  return {engine, ...(server === undefined ? {} : {server}), version, extensions};
}

/** Those that `up` loads, and those that the project's own guides do. */
function fixturesOf({fixtures, documented, fixtureFiles}: Project): readonly string[] {
  return [...new Set([...fixtures, ...documented.flatMap(one => one.fixtures), ...fixtureFiles])];
}

/** Every process besides the web server, with the command that starts it. */
function workersOf({celery, workers}: Project): readonly {readonly name: string; readonly command: string}[] {
  const queues = celery?.workers.map(({name, args}) => ({name, command: ['celery', '-A', celery.app, 'worker', ...args].join(' ')})) ?? [];
  return [...queues, ...workers.map(({name, command}) => ({name, command: command.join(' ')}))];
}

function servicesOf({database, redis, rabbitmq, memcached, celery, workers}: Project): readonly string[] {
  const optional = [
    database.engine !== null && database.engine !== 'sqlite' && 'db',
    redis && 'redis',
    rabbitmq !== null && 'rabbitmq',
    memcached && 'memcached',
    'web',
    ...(celery?.workers.map(({name}) => name) ?? []),
    celery?.beat === true && 'beat',
    ...workers.map(({name}) => name),
    'nginx',
  ];
  return optional.filter(name => typeof name === 'string');
}

/** One screen; with `explain` each fact names its proof. */
export function renderInspection(inspection: Inspection, explain: boolean, paint: Paint): string {
  const {python, django, database, celery} = inspection;
  const set = (name: string) =>
    inspection.dependencies
      .filter(entry => entry.set === name)
      .map(({file}) => file)
      .join(', ');
  const rows: readonly (readonly [string, string, string])[] = [
    ['Root', inspection.root, ''],
    // The reason names the places.
    ['Python', explain ? python.why : python.version, ''],
    ['Production', set('production'), ''],
    ['Development', set('development') || 'nothing more', ''],
    ['Django', django.version ?? 'unpinned', 'django.version'],
    ['manage.py', django.manage, 'django.manage'],
    ['Settings', django.settings, 'django.settings'],
    ...(django.production_settings === django.settings
      ? []
      : [['In production', django.production_settings, 'django.production'] as const]),
    ['Server', serverText(django), 'django.server'],
    ['Database', databaseText(database), 'database database.switches database.version'],
    ['Celery', celery === null ? 'none' : `${celery.app}${celery.beat ? ', with beat' : ''}`, 'celery'],
    ...(celery?.settings === undefined ? [] : [['Its settings', celery.settings, 'celery.settings'] as const]),
    ['Workers', inspection.workers.map(({command}) => command).join('; ') || 'none', 'workers celery'],
    ...madeRows(inspection),
    ['Home page', inspection.homepage ?? 'none', 'homepage'],
    ['Fixtures', fixturesText(inspection), 'fixtures'],
    ['Tests', testText(inspection.test), 'test'],
    ['Services', inspection.services.join(', '), 'services'],
  ];
  const proofs = (facts: string) => facts.split(' ').flatMap(fact => inspection.proofs[fact] ?? []);
  const lines = rows.map(([title, value, facts]) => `  ${title.padEnd(12)} ${value}${explain ? proofText(proofs(facts), paint) : ''}`);
  const notices = inspection.notices.map(text => paint('yellow', `! ${text}`));
  return [...lines, '', ...renderVariables(inspection, paint), ...(notices.length === 0 ? [] : ['', ...notices])].join('\n');
}

/** "python -m pytest, with site.test_settings and the class Test" */
function testText({command, settings, configuration}: Inspection['test']): string {
  const named = [settings, configuration === undefined ? null : `the class ${configuration}`].filter(one => one !== null);
  return named.length === 0 ? command : `${command}, with ${named.join(' and ')}`;
}

/** "ASGI, site.asgi:application: channels is in INSTALLED_APPS" */
function serverText({server, wsgi, asgi}: Inspection['django']): string {
  const application = server.kind === 'asgi' ? asgi : wsgi;
  return `${server.kind.toUpperCase()}, ${application ?? 'without a module of its own'}: ${server.why}`;
}

/** "postgresql 15 with citext, postgis", "mysql, by mariadb 10.11" */
function databaseText({engine, server, version, extensions}: Inspection['database']): string {
  if (engine === null) return 'none that can be served';
  const name = server === 'mariadb' ? `${engine}, by ${server}` : engine;
  const named = version === null ? name : `${name} ${version}`;
  return extensions.length === 0 ? named : `${named} with ${extensions.join(', ')}`;
}

/** "data/first.json; not loaded: data/second.json" */
function fixturesText({fixtures, loaded}: Inspection): string {
  const others = fixtures.filter(file => !loaded.includes(file));
  const rest = others.length === 0 ? [] : [`not loaded: ${shortened(others)}`];
  const parts = [...(loaded.length === 0 ? [] : [loaded.join(', ')]), ...rest];
  return parts.join('; ') || 'none';
}

function renderVariables({variables, placeholders}: Inspection, paint: Paint): readonly string[] {
  if (variables.length === 0) return ['  The settings read no variables.'];
  const width = Math.max(...variables.map(({name}) => name.length));
  const given = new Set(placeholders.map(({name}) => name));
  const state = (variable: Inspection['variables'][number]) => {
    const required = requiredText(variable);
    if (required !== null) return `${required}${given.has(variable.name) ? ', a placeholder in development' : ''}`;
    // Without a default, or with one that only the code can make.
    return variable.default === null ? 'optional' : `default ${JSON.stringify(variable.default)}`;
  };
  return [
    '  Variables that the settings read',
    ...variables.map(variable => `    ${variable.name.padEnd(width)}  ${state(variable)}${proofText([variable.where], paint)}`),
  ];
}

function proofText(proofs: readonly Proof[], paint: Paint): string {
  if (proofs.length === 0) return '';
  return paint('dim', `  (${[...new Set(proofs.map(({file, line}) => `${file}:${String(line)}`))].join(', ')})`);
}
