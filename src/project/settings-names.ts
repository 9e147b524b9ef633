import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import {settingsFile} from './manage';
import type {Code} from './python-source/code';

const largest = 200_000;
const deepest = 4;
const pipelines =
  /^\.github\/workflows\/.+\.ya?ml$|^\.gitlab-ci\.yml$|^bitbucket-pipelines\.yml$|^\.travis\.yml$|^\.circleci\/config\.yml$|^tox\.ini$|^noxfile\.py$/;
const deployments =
  /^((docker-)?compose.*\.ya?ml|.*Dockerfile.*|Procfile.*|Makefile|justfile|app\.json|fly\.toml|heroku\.yml|.*env[._-](example|sample|template|dist)|\.env\.\w+-sample|env_sample)$/;
/** Compose files and shells give a default by `${NAME:-value}`. */
const named = /DJANGO_SETTINGS_MODULE["']?\s*[:=]\s*["']?(?:\$\{\w+:?-)?([A-Za-z_][\w.]*)|--settings[= ]["']?([A-Za-z_][\w.]*)/;

/** Settings modules of the project that pipelines, or compose files and their like, name; those for development first. */
export function findSettingsNames(
  tree: Code,
  workdir: string,
  kind: 'pipelines' | 'deployments',
): readonly {readonly module: string; readonly where: Proof}[] {
  const applies = (file: string): boolean =>
    kind === 'pipelines' ? pipelines.test(file) : deployments.test(posix.basename(file)) && file.split('/').length <= deepest;
  const files = tree.files().filter(applies);
  return files
    .flatMap(file => namesIn(file, tree.read(file) ?? ''))
    .filter(({module}) => settingsFile(tree, workdir, module) !== null)
    .sort((one, other) => rank(one.module) - rank(other.module) || rank(one.where.file) - rank(other.where.file));
}

/** Whether a settings module is named for tests. */
export function namesTests(module: string): boolean {
  return /(^|[._])(test|tests|testing|ci)([._]|$)/.test(module);
}

/** How far from development a name is. */
function rank(name: string): number {
  return /prod|staging/.test(name) ? 1 : 0;
}

function namesIn(file: string, content: string): readonly {readonly module: string; readonly where: Proof}[] {
  if (content.length > largest || !/DJANGO_SETTINGS_MODULE|--settings/.test(content)) return [];
  return content.split('\n').flatMap((text, at) => {
    const groups: readonly (string | undefined)[] = named.exec(/^\s*#/.test(text) ? '' : text)?.slice(1) ?? [];
    const module = groups.find(group => group !== undefined);
    return module === undefined ? [] : [{module, where: {file, line: at + 1}}];
  });
}
