import {posix} from 'node:path';
import {environmentNames} from '../model/environments';
import {composeServices, type ComposeService} from './compose-services';
import {dotenvPairs} from './dotenv-pairs';
import {runsProject} from './own-dockerfile';
import {join, parent} from './python-source/path';
import type {Tree} from './tree';

const compose = /^(docker-)?compose[\w.-]*\.ya?ml$|^(local|dev|development)\.ya?ml$/;
const elsewhere = /prod|staging|deploy|live|test|e2e|\bci\b/;
const ofDevelopment = /local|dev|override/;
const ofDjango = /\b(manage\.py|django-admin|gunicorn|uvicorn|daphne|hypercorn|uwsgi|celery)\b/;
const sampleOf = ['.dist', '.example', '.sample', '.template'];
const deepest = 3;

type Pair = readonly [string, string];

/** What the project's own compose files for development give to the services that run its code, what says most first. */
export function composeValues(tree: Tree): readonly Pair[] {
  const files = tree.files().filter(file => isOfDevelopment(posix.basename(file)) && file.split('/').length <= deepest);
  return files
    .sort((one, other) => rank(one) - rank(other))
    .flatMap(file => {
      const services = composeServices(tree.read(file) ?? '').filter(service => isOwn(tree, file, service));
      const pairs = services.flatMap(service => [...environmentOf(service), ...filesOf(tree, file, service)]);
      return pairs.filter(([, text]) => !isElsewhere(text));
    });
}

function isOfDevelopment(name: string): boolean {
  return compose.test(name) && !elsewhere.test(name);
}

function rank(file: string): number {
  return (ofDevelopment.test(posix.basename(file)) ? 0 : 10) + file.split('/').length;
}

function isOwn(tree: Tree, file: string, {command, build}: ComposeService): boolean {
  return ofDjango.test(command) || (build !== null && runsProject(tree, join(join(parent(file), build.context), build.dockerfile)));
}

function environmentOf({environment}: ComposeService): readonly Pair[] {
  return [...environment].map(([name, text]) => [name, byDefault(text)]);
}

/** Many a plain compose file is that of a deployment; and a path is one of the image that it was written for. */
function isElsewhere(text: string): boolean {
  return text.startsWith('/') || environmentNames.production.test(text) || environmentNames.other.test(text);
}

/** `${STRIPE_KEY:-sk_dev}` is what it is by default; what only the shell has is told by nothing. */
function byDefault(text: string): string {
  return text.replaceAll(/\$\{\w+:?-([^${}]*)\}/g, '$1');
}

/** A later file wins; for one that each person writes stands the sample beside it. */
function filesOf(tree: Tree, compose: string, {envFiles}: ComposeService): readonly Pair[] {
  const files = envFiles.map(name => join(parent(compose), byDefault(name))).filter(file => !elsewhere.test(file));
  return files.toReversed().flatMap(file => {
    const text = ['', ...sampleOf].map(suffix => tree.read(file + suffix)).find(content => content !== null);
    return dotenvPairs(text ?? '');
  });
}
