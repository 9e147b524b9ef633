import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import {buildCommandsIn, globalPackagesIn} from './asset-commands';
import {isDockerfile, readStages, type Stage} from './dockerfile-stages';
import {mountsOf, pathOf} from './image-paths';
import {readManifest} from './package-json';
import {isMade, isServed, type NamedPlace} from './served';
import type {Tree} from './tree';

/** A front end as the project's own image has it built and put beside Django. */
export interface AssetStage {
  /** Directory of package.json. */
  readonly directory: string;
  /** A line for a shell in it. */
  readonly command: string;
  /** Where its files end up, relative to the root. */
  readonly output: readonly string[];
  /** Image of its Node, such as "docker.io/node:24-slim". */
  readonly image: string;
  readonly where: Proof;
}

const deepest = 4;

/**
 * Reads the Dockerfiles for a stage that builds a front end whose files another stage, with Python, takes to a place from
 * which Django serves them and which git does not bring. Nothing of a Dockerfile is run but the commands that build.
 */
export function findAssetStage(tree: Tree, named: readonly NamedPlace[]): AssetStage | null {
  const found = tree.files().filter(file => isDockerfile(file) && !file.includes('.devcontainer') && file.split('/').length <= deepest);
  const nearest = [...found].sort((one, other) => one.split('/').length - other.split('/').length);
  for (const file of nearest) {
    const text = tree.read(file) ?? '';
    if (!/^\s*COPY\b.*--from=/im.test(text) || !/\b(npm|yarn|pnpm)\b/.test(text)) continue;
    const stages = readStages(text);
    for (const stage of stages) {
      const front = readFront(tree, stage);
      // What Django makes first, no stage of Node can have.
      if (front === null || stages.some(other => hasPython(other) && stage.takesFrom.some(copy => copy.stage === other.name))) continue;
      const taken = outputsOf(tree, stage, stages).filter(({to}) => !isInstalled(to) && isServed(tree, named, to) && isMade(tree, to));
      if (taken.length === 0) continue;
      const moves = taken.flatMap(move => moveOf(front.directory, move));
      const output = [...new Set(taken.map(({to}) => to))];
      const where = {file, line: text.split('\n').findIndex(line => line.includes(`--from=${stage.name}`)) + 1};
      return {directory: front.directory, command: [...front.commands, ...moves].join(' && '), output, image: stage.image, where};
    }
  }
  return null;
}

/** Packages as they were installed: no build makes them. */
function isInstalled(path: string): boolean {
  return path.split('/').includes('node_modules');
}

/** The directory of package.json and the commands that build there, after the variables that the image gives them. */
function readFront(tree: Tree, stage: Stage): {readonly directory: string; readonly commands: readonly string[]} | null {
  const mounts = mountsOf(tree, stage);
  const all = stage.runs.flatMap(({text, workdir, environment}) =>
    buildCommandsIn(text, workdir).map(command => ({text: command.text, directory: pathOf(mounts, command.workdir), environment})),
  );
  const directory = all.flatMap(one => one.directory ?? []).find(path => tree.exists(posix.join(path, 'package.json')));
  if (directory === undefined) return null;
  const commands = all.filter(one => one.directory === directory);
  const programs = stage.runs
    .flatMap(({text}) => globalPackagesIn(text))
    .filter(name => readManifest(tree, directory)?.packages.has(name) !== true);
  const variables = assignments(Object.assign({}, ...commands.map(({environment}) => environment)) as Stage['environment']);
  return {
    directory,
    commands: [...(variables === '' ? [] : [`export ${variables}`]), ...commands.map(({text}) => withPrograms(text, programs))],
  };
}

/** Programs that the image has installed beside the project's packages. */
function withPrograms(command: string, programs: readonly string[]): string {
  return programs.length === 0 ? command : `npx ${programs.map(name => `-p ${name}`).join(' ')} -c ${quoted(command)}`;
}

/** What concerns the image, its user and its package managers, or is the same in every build. */
const ours = /^(PATH|USER|HOME|NODE_ENV|CI|DEBIAN_FRONTEND|PNPM_HOME|(NPM|YARN|PIP|UV|npm|PYTHON|COREPACK).*)$/;

/** Variables with a value that is known, and directories of programs that packages bring. */
function assignments(environment: Stage['environment']): string {
  const known = Object.entries(environment).filter(([name, value]) => !ours.test(name) && !value.includes('$'));
  const programs = (environment['PATH'] ?? '').split(':').filter(path => /^\/[\w./-]*node_modules\/\.bin$/.test(path));
  const path = programs.length === 0 ? [] : [`PATH=$PATH:${programs.join(':')}`];
  return [...known.map(([name, value]) => `${name}=${quoted(value)}`), ...path].join(' ');
}

function quoted(value: string): string {
  return /^[\w./:@%+,=-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

/** Files of the stage that a stage with Python takes, as they lie in the project before and after. */
function outputsOf(tree: Tree, stage: Stage, stages: readonly Stage[]): readonly {readonly from: string; readonly to: string}[] {
  const mounts = mountsOf(tree, stage);
  return stages.filter(hasPython).flatMap(taker => {
    const there = mountsOf(tree, taker);
    const copies = taker.takesFrom.filter(({stage: name}) => name === stage.name);
    return copies.flatMap(({sources, target}) =>
      sources.flatMap(source => {
        const from = pathOf(mounts, posix.resolve('/', source));
        if (from === null || from === '') return [];
        return [{from, to: pathOf(there, target) ?? from}];
      }),
    );
  });
}

function hasPython({image, runs}: Stage): boolean {
  return (
    /python|uv:/i.test(image) || runs.some(({text}) => /manage\.py|\bpip3?\b|\bdjango-admin\b|\bpoetry\b|\buv (sync|pip)\b/.test(text))
  );
}

/** A directory takes what is in the other one; a file goes where it is said to. */
function moveOf(directory: string, {from, to}: {readonly from: string; readonly to: string}): readonly string[] {
  if (from === to) return [];
  const [source, target] = [posix.relative(directory, from), posix.relative(directory, to)];
  if (posix.extname(from) !== '') return [`mkdir -p ${posix.dirname(target)}`, `cp ${source} ${target}`];
  return [`mkdir -p ${target}`, `cp -r ${source}/. ${target}`];
}
