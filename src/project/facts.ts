import type {Dependencies} from '../model/dependencies';
import type {Project} from '../model/project';
import type {Proof} from '../model/proof';
import type {Settings} from '../model/settings';
import {findAbsentSettings} from './absent-settings';
import {findAssets} from './assets';
import {findBorrowed} from './borrowed';
import {needsCacheTable} from './cache-table';
import {findDependencies} from './dependencies';
import {findDebianPackages} from './debian-packages';
import {findDirectories} from './directories';
import {enterDevelopment, marked, markShipped} from './development';
import {findDocumented} from './documented';
import {findDotenv} from './dotenv';
import {readDjango} from './django';
import {switchEngine} from './engine-switch';
import {findFixtures, listFixtures} from './fixtures';
import {findHomepage} from './homepage';
import {readLock} from './lock';
import {findManage, type Manage} from './manage';
import {findMessages} from './messages';
import {readMigrations} from './migrations';
import {readModule, readShipped} from './module-facts';
import {readProductionSettings} from './production';
import {choosePython} from './python';
import type {Code} from './python-source/code';
import {listRequired} from './required';
import {readSamples} from './samples';
import {shippingSet} from './shipping-set';
import {proofsOf, readSettings, type DjangoSettingsModule} from './settings';
import {findTests} from './test';

/** What does not depend on the place on the disk and on the history. */
export type Facts = Omit<Project, 'root' | 'name' | 'id' | 'git'>;

type Proofs = Readonly<Record<string, readonly Proof[]>>;

/** What a tree says, with what devenv.yaml says instead. */
export function readFacts(files: Code, settings: Settings): Facts {
  const manage = findManage(files, settings.django.manage);
  const {workdir, importRoots} = manage;
  const tree = {...files, importRoots};
  const dependencies = findDependencies(tree, workdir);
  const required = listRequired(dependencies);
  const asWritten = readSettings(tree, manage, settings.django.settings);
  const {variable: environment, ...entered} = enterDevelopment(asWritten);
  const {settings: module, switches, proofs: switching} = switchEngine(entered.settings, required);
  const python = choosePython(tree, workdir, filesOf(dependencies), required, settings.python);
  const {django, proofs} = readDjango(tree, manage, module, required);
  const migrations = readMigrations(tree, django.apps);
  const shipped = readProductionSettings(tree, manage, module, settings.django.production_settings) ?? entered.shipped;
  const sources = {tree, manage, named: namedBy(manage, module, shipped), required, migrations: migrations.files};
  const own = readModule({...sources, module});
  const {variables, aliases, database} = own.facts;
  const shipping = readShipped(sources, module, shipped, own.facts);
  const tests = findTests(tree, manage, required, module, settings.test.command);
  const dotenv = findDotenv(tree, manage, module, Object.values(aliases).flat());
  const [debian, front] = [findDebianPackages(tree, workdir), findAssets(tree, workdir, module, django.apps, settings.assets)];
  const facts = {
    ...{workdir, lock: readLock(tree), python: python.python, ...(importRoots.length === 0 ? {} : {importRoots})},
    dependencies: shipped === null ? shippingSet(dependencies, module, variables) : dependencies,
    django,
    ...{samples: readSamples(tree, variables), absentSettings: findAbsentSettings(tree, module, manage)},
    ...own.facts,
    ...{variables: marked(variables, environment), ...markShipped(shipping, environment)},
    database: {...database, switches},
    ...{...front.facts, debian: debian.debian, messages: findMessages(tree, module)},
    homepage: findHomepage(tree, workdir, settings.homepage),
    ...findBorrowed([module, shipped], required),
    ...(dotenv.length === 0 ? {} : {dotenv}),
    ...placesOfFiles({workdir, version: django.version}, module, shipped, asWritten),
    ...{fixtures: findFixtures(tree, settings.fixtures), fixtureFiles: listFixtures(tree), documented: findDocumented(tree), migrations},
    ...{afterMigrate: [...needsCacheTable(module), ...settings.afterMigrate], test: tests.test},
  };
  const read = {...proofs, ...own.proofs, 'python': python.proofs, 'database.switches': switching, 'test': tests.proofs};
  const given = {...read, 'debian': debian.proofs, 'assets': front.proofs, 'django.production': placesOf(shipped)};
  return {...facts, proofs: proveAll(facts, module, given)};
}

/** The modules that the project runs with, in whatever environment. */
function namedBy({settings}: Manage, module: DjangoSettingsModule, shipped: DjangoSettingsModule | null): readonly string[] {
  return [module, ...(shipped === null ? [] : [shipped]), ...settings].map(one => one.module);
}

/** A build has no value of a variable that chooses the engine: there the settings are as they are written. */
function placesOfFiles(
  {workdir, version}: {readonly workdir: string; readonly version: string | null},
  module: DjangoSettingsModule,
  shipped: DjangoSettingsModule | null,
  asWritten: DjangoSettingsModule,
): Pick<Project, 'directories' | 'buildDirectories'> {
  const directories = findDirectories(shipped === null ? [module] : [module, shipped], workdir, version);
  const built = shipped === null && module !== asWritten ? findDirectories([asWritten], workdir, version) : [];
  const added = built.filter(directory => !directories.includes(directory));
  return {directories, ...(added.length === 0 ? {} : {buildDirectories: added})};
}

function placesOf(shipped: DjangoSettingsModule | null): readonly Proof[] {
  return shipped === null ? [] : [...shipped.proofs, top(shipped.file)];
}

/** The proofs that the detectors gave and those that follow from the facts; a fact without any is left out. */
function proveAll(facts: Omit<Facts, 'proofs'>, module: DjangoSettingsModule, given: Proofs): Proofs {
  const all: Proofs = {
    ...given,
    database: proofsOf(module, 'DATABASES'),
    hosts: proofsOf(module, 'ALLOWED_HOSTS'),
    static: proofsOf(module, 'STATIC_URL', 'STATIC_ROOT'),
    media: proofsOf(module, 'MEDIA_URL', 'MEDIA_ROOT'),
    dependencies: filesOf(facts.dependencies).map(top),
    fixtures: [...facts.fixtures.map(top), ...facts.documented.flatMap(one => (one.fixtures.length === 0 ? [] : [one.where]))],
    homepage: facts.homepage === null ? [] : [top(`${facts.homepage}/index.html`)],
  };
  return Object.fromEntries(Object.entries(all).filter(([, places]) => places.length > 0));
}

function filesOf({production, development}: Dependencies): readonly string[] {
  return [...production, ...development].map(({file}) => file);
}

function top(file: string): Proof {
  return {file, line: 1};
}
