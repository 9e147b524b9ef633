import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import {settingsFile} from './manage';
import {isPipeline} from './pipelines';
import type {Code} from './python-source/code';
import type {Tree} from './tree';

const largest = 200_000;
const deepest = 4;
const environments = /^(tox\.ini|noxfile\.py)$/;
const deployments =
  /^((docker-)?compose.*\.ya?ml|.*Dockerfile.*|Procfile.*|Makefile|justfile|app\.json|fly\.toml|heroku\.yml|.*env[._-](example|sample|template|dist)|\.env\.\w+-sample|env_sample)$/;
const recipes = ['Makefile', 'justfile'];
/** Compose files and shells give a default by `${NAME:-value}`. */
const settings = /DJANGO_SETTINGS_MODULE["']?\s*[:=]\s*["']?(?:\$\{\w+:?-)?([A-Za-z_][\w.]*)|--settings[= ]["']?([A-Za-z_][\w.]*)/;
const classes = /DJANGO_CONFIGURATION["']?\s*[:=]\s*["']?(?:\$\{\w+:?-)?([A-Za-z_]\w*)|--configuration[= ]["']?([A-Za-z_]\w*)/;

/** Settings modules of the project that pipelines, or compose files and their like, name; those for development first. */
export function findSettingsNames(
  tree: Code,
  workdir: string,
  kind: 'pipelines' | 'deployments',
): readonly {readonly module: string; readonly where: Proof}[] {
  const found = kind === 'pipelines' ? namesInPipelines(tree, workdir, settings) : namesInDeployments(tree);
  return found
    .map(({name, where}) => ({module: name, where}))
    .filter(({module}) => settingsFile(tree, workdir, module) !== null)
    .sort((one, other) => rank(one.module) - rank(other.module) || rank(one.where.file) - rank(other.where.file));
}

/** Classes of django-configurations that pipelines name. */
export function findClassNames(tree: Tree, workdir: string): readonly Found[] {
  return namesInPipelines(tree, workdir, classes);
}

interface Found {
  readonly name: string;
  readonly where: Proof;
}

/** Those of a Makefile are for whatever it does: there the line itself runs the tests. */
function namesInPipelines(tree: Tree, workdir: string, pattern: RegExp): readonly Found[] {
  const ofPipelines = tree.files().filter(file => isPipeline(file) || environments.test(file));
  const ofRecipes = [...new Set([workdir, ''])].flatMap(directory => recipes.map(name => posix.join(directory, name)));
  const runsTests = /\bmanage\.py test\b|\bpytest\b|\bpy\.test\b/;
  return [
    ...ofPipelines.flatMap(file => namesIn(tree, file, pattern)),
    ...ofRecipes.flatMap(file => namesIn(tree, file, pattern, text => runsTests.test(text))),
  ];
}

function namesInDeployments(tree: Tree): readonly Found[] {
  const files = tree.files().filter(file => deployments.test(posix.basename(file)) && file.split('/').length <= deepest);
  return files.flatMap(file => namesIn(tree, file, settings));
}

/** Whether a settings module is named for tests. */
export function namesTests(module: string): boolean {
  return /(^|[._])(test|tests|testing|ci)([._]|$)/.test(module);
}

/** How far from development a name is. */
function rank(name: string): number {
  return /prod|staging/.test(name) ? 1 : 0;
}

function namesIn(tree: Tree, file: string, pattern: RegExp, applies: (line: string) => boolean = () => true): readonly Found[] {
  const content = tree.read(file) ?? '';
  if (content.length > largest || !/DJANGO_(SETTINGS_MODULE|CONFIGURATION)|--(settings|configuration)/.test(content)) return [];
  return content.split('\n').flatMap((text, at) => {
    const groups: readonly (string | undefined)[] = pattern.exec(/^\s*#/.test(text) || !applies(text) ? '' : text)?.slice(1) ?? [];
    const name = groups.find(group => group !== undefined);
    return name === undefined ? [] : [{name, where: {file, line: at + 1}}];
  });
}
