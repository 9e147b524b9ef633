import type {Dependencies, Project} from '../model/project';
import type {Proof} from '../model/proof';
import type {Settings} from '../model/settings';
import {findCelery} from './celery';
import {readDatabase} from './database';
import {findDependencies} from './dependencies';
import {readDjango} from './django';
import {findFixtures} from './fixtures';
import {findHomepage} from './homepage';
import {findManage} from './manage';
import {readMigrations} from './migrations';
import {choosePython} from './python';
import type {Code} from './python-source/code';
import {findRedis} from './redis';
import {listRequired} from './required';
import {proofsOf, readSettings, type DjangoSettingsModule} from './settings';
import {readStatic} from './static';
import {findTestCommand} from './test';
import {listVariables} from './variables';

/** What does not depend on the place on the disk and on the history. */
export type Facts = Omit<Project, 'root' | 'name' | 'id' | 'git'>;

type Proofs = Readonly<Record<string, readonly Proof[]>>;

/** What a tree says, with what devenv.yaml says instead. */
export function readFacts(tree: Code, settings: Settings): Facts {
  const manage = findManage(tree, settings.django.manage);
  const {workdir} = manage;
  const module = readSettings(tree, manage, settings.django.settings);
  const dependencies = findDependencies(tree, workdir);
  const required = listRequired(dependencies);
  const python = choosePython(tree, workdir, filesOf(dependencies), required, settings.python);
  const {django, proofs} = readDjango(tree, manage, module, required);
  const celery = findCelery(tree, workdir, module.module, required);
  const variables = listVariables(module);
  const redis = findRedis(module, variables, required);
  const facts = {
    workdir,
    dependencies,
    django,
    variables,
    python: python.python,
    celery: celery.celery,
    redis: redis.length > 0,
    database: readDatabase(module, required),
    static: readStatic(module, workdir, 'STATIC'),
    media: readStatic(module, workdir, 'MEDIA'),
    homepage: findHomepage(tree, workdir, settings.homepage),
    fixtures: findFixtures(tree, settings.fixtures),
    migrations: readMigrations(tree, django.apps),
    test: {command: findTestCommand(tree, workdir, required, settings.test.command)},
  };
  return {...facts, proofs: proveAll(facts, module, {...proofs, python: python.proofs, celery: celery.proofs, redis})};
}

/** The proofs that the detectors gave and those that follow from the facts; a fact without any is left out. */
function proveAll(facts: Omit<Facts, 'proofs'>, module: DjangoSettingsModule, given: Proofs): Proofs {
  const all: Proofs = {
    ...given,
    database: proofsOf(module, 'DATABASES'),
    static: proofsOf(module, 'STATIC_URL', 'STATIC_ROOT'),
    media: proofsOf(module, 'MEDIA_URL', 'MEDIA_ROOT'),
    dependencies: filesOf(facts.dependencies).map(top),
    fixtures: facts.fixtures.map(top),
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
