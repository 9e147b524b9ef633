import {posix} from 'node:path';
import {purposeOf} from './dependency-names';
import {isDockerfile, readStages} from './dockerfile-stages';
import {ownDockerfile} from './own-dockerfile';
import {isPipeline} from './pipelines';
import type {Tree} from './tree';

const deepest = 4;
const largest = 200_000;
const recipes = /(^|\/)(tox\.ini|noxfile\.py|tasks\.py|fabfile\.py|Makefile|justfile|Taskfile\.ya?ml|Jenkinsfile|Vagrantfile)$/;
/** `-r x.txt`, `-rx.txt`, `--requirement=x.txt`, and `"-r", "x.txt"` of a nox session. */
const installs = /(?:^|[\s"'])(?:-r|--requirements?)["']?[\s,=]*["']?([^\s"',;&|)]+)/g;
const copies = /^\s*(?:COPY|ADD)\s+(.+)$/i;

/** Requirements files that pipelines, tox, nox, Makefiles and Dockerfiles install, in the order in which they are met. */
export function listInstalledFiles(tree: Tree, workdir: string): readonly string[] {
  const sources = tree
    .files()
    .filter(file => (isPipeline(file) || recipes.test(file) || isDockerfile(file)) && file.split('/').length <= deepest);
  const found = sources.flatMap(source => {
    const places = [...new Set([posix.dirname(source).replace(/^\.$/, ''), workdir, ''])];
    return namesIn(source, tree.read(source) ?? '').flatMap(name => locate(tree, places, name) ?? []);
  });
  return [...new Set(found)];
}

/**
 * What the project's own image installs beside one of the files that ship, in the same stage: it ships too. Of the files
 * given, by their names, since the image may have copied them; none that is for development or tests.
 */
export function installedBeside(tree: Tree, shipped: readonly string[], files: readonly string[]): readonly string[] {
  const own = ownDockerfile(tree);
  const stages = own === null ? [] : readStages(tree.read(own) ?? '').filter(({name}) => !/dev|test|local|debug|^ci$|docs/i.test(name));
  const nameOf = (file: string) => posix.basename(file);
  return stages.flatMap(({runs}) => {
    const names = runs.flatMap(({text}) => [...text.matchAll(installs)].map(([, name = '']) => nameOf(name)));
    if (!shipped.some(file => names.includes(nameOf(file)))) return [];
    // One of the same name stands for the one that ships already.
    const others = files.filter(file => !shipped.some(one => nameOf(one) === nameOf(file)));
    return others.filter(file => names.includes(nameOf(file)) && !['development', 'test'].includes(purposeOf(file) ?? ''));
  });
}

function namesIn(source: string, content: string): readonly string[] {
  if (content.length > largest) return [];
  return content.split('\n').flatMap(text => {
    if (/^\s*(#|\/\/)/.test(text)) return [];
    const copied = isDockerfile(source) ? (copies.exec(text)?.[1] ?? '').split(/\s+/).filter(word => purposeOf(word) !== null) : [];
    return [...[...text.matchAll(installs)].map(([, name = '']) => name), ...copied];
  });
}

/** A path may begin with a variable of the pipeline or the image's work directory: what follows it is looked for. */
function locate(tree: Tree, places: readonly string[], name: string): string | null {
  const path = posix.normalize(name.replace(/^(?:\$\{\{[^}]*\}\}|\$?\{\w+\}|\$\w+|~)\/?/, ''));
  const steps = path.split('/').filter(step => step !== '' && step !== '..');
  const tails = path.startsWith('/') ? steps.map((_, at) => steps.slice(at).join('/')) : [path];
  const candidates = places.flatMap(place => tails.map(tail => posix.join(place, tail)));
  return candidates.find(file => !file.startsWith('..') && purposeOf(file) !== null && tree.read(file) !== null) ?? null;
}
