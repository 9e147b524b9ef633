import {realpathSync} from 'node:fs';
import {basename} from 'node:path';
import type {Dependencies, Django, Project} from '../model/project';
import type {Proof} from '../model/proof';
import type {Settings} from '../model/settings';
import {findApplication, listApps} from './applications';
import {findCelery} from './celery';
import {readDatabase} from './database';
import {findDependencies} from './dependencies';
import {findFixtures} from './fixtures';
import {readGit} from './git';
import {findHomepage} from './homepage';
import {projectId} from './identity';
import {findManage, type Manage} from './manage';
import {readMigrations} from './migrations';
import {choosePython} from './python';
import {parsed, type Code} from './python-source/code';
import {findRedis} from './redis';
import {listRequired, type Required} from './required';
import {proofsOf, readSettings, type DjangoSettingsModule} from './settings';
import {readStatic} from './static';
import {findTestCommand} from './test';
import {diskTree} from './tree';
import {findAdmin} from './urls';
import {listVariables} from './variables';

export interface ReadOptions {
  /** Whether to ask git for the commit; it costs more than all the rest. */
  readonly git?: boolean;
}

/**
 * All that the code below `root` says about itself, with what the settings in devenv.yaml say instead.
 * Nothing of the project is executed.
 * @throws DevenvError `usage` where a file that must be there is not.
 */
export async function readProject(root: string, settings: Settings, options: ReadOptions = {}): Promise<Project> {
  const directory = realpathSync(root);
  const git = options.git === true ? readGit(directory) : null;
  const name = settings.name ?? basename(directory);
  const facts = readFacts(parsed(diskTree(directory)), settings);
  return {root: directory, name, id: projectId(directory, name), ...facts, git: await git};
}

/** What a tree says, without its place on the disk and its history. */
export function readFacts(tree: Code, settings: Settings): Omit<Project, 'root' | 'name' | 'id' | 'git'> {
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
  const database = readDatabase(module, required);
  const fixtures = findFixtures(tree, settings.fixtures);
  const homepage = findHomepage(tree, workdir, settings.homepage);
  return {
    workdir, dependencies, django, database, variables, fixtures, homepage,
    python: python.python,
    redis: redis.length > 0,
    celery: celery.celery,
    static: readStatic(module, workdir, 'STATIC'),
    media: readStatic(module, workdir, 'MEDIA'),
    migrations: readMigrations(tree, django.apps),
    test: {command: findTestCommand(tree, workdir, required, settings.test.command)},
    proofs: compact({
      ...proofs,
      redis,
      python: python.proofs,
      celery: celery.proofs,
      dependencies: filesOf(dependencies).map(top),
      database: proofsOf(module, 'DATABASES'),
      static: proofsOf(module, 'STATIC_URL', 'STATIC_ROOT'),
      media: proofsOf(module, 'MEDIA_URL', 'MEDIA_ROOT'),
      fixtures: fixtures.map(top),
      homepage: homepage === null ? [] : [top(`${homepage}/index.html`)],
    }),
  };
}

function readDjango(tree: Code, manage: Manage, module: DjangoSettingsModule, required: readonly Required[]): {readonly django: Django; readonly proofs: Project['proofs']} {
  const pin = required.find(({name, version}) => name === 'django' && version !== null);
  const admin = findAdmin(tree, manage.workdir, module);
  const django: Django = {
    version: pin?.version ?? null,
    manage: manage.file,
    settings: module.module,
    wsgi: findApplication(tree, manage.workdir, module, 'wsgi'),
    asgi: findApplication(tree, manage.workdir, module, 'asgi'),
    apps: listApps(module),
    admin: admin?.prefix ?? null,
  };
  return {django, proofs: {
    'django.version': pin ? [pin.where] : [],
    'django.manage': [top(manage.file)],
    'django.settings': [...module.proofs, top(module.file)],
    'django.wsgi': proofsOf(module, 'WSGI_APPLICATION'),
    'django.asgi': proofsOf(module, 'ASGI_APPLICATION'),
    'django.apps': proofsOf(module, 'INSTALLED_APPS'),
    'django.admin': admin ? [admin.where] : [],
  }};
}

function filesOf({production, development}: Dependencies): readonly string[] {
  return [...production, ...development].map(({file}) => file);
}

function top(file: string): Proof {
  return {file, line: 1};
}

function compact(proofs: Project['proofs']): Project['proofs'] {
  return Object.fromEntries(Object.entries(proofs).filter(([, places]) => places.length > 0));
}
