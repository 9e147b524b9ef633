import {posix} from 'node:path';
import type {Variable} from '../model/project';
import {composeValues} from './compose-values';
import {dotenvPairs} from './dotenv-pairs';
import type {Tree} from './tree';

/** Words of a file's name, in whatever order: `.env.example`, `docker-compose.local-template.env`, `env.dev.sample`. */
const ofVariables = /^(env|envrc|envs|dotenv|environment)$/i;
const ofSample = /^(example|examples|sample|samples|template|tmpl|tpl|dist|default|defaults|skel|skeleton)$/i;
const ofCode = /\.(py|sh|ts|js|mjs|tsx|jsx|vue|html?|md|rst|ya?ml|json|toml|ini|cfg|j2|jinja2?|tf|go|rb|service|conf|xml|lock)$/i;
const placeholder = /^(|<.*>|\.\.\.|x{3,}|your[_-].*|change[_-]?me|changethis|todo|none|null|fixme)$/i;
const deepest = 3;

/**
 * Values of the project's samples, then of its compose files for development, for the variables that its settings read;
 * those that only hold a place are left out.
 */
export function readSamples(tree: Tree, variables: readonly Variable[]): Readonly<Record<string, string>> {
  const wanted = new Set(variables.map(({name}) => name));
  const files = tree.files().filter(file => isSample(posix.basename(file)) && file.split('/').length <= deepest);
  const found = new Map<string, string>();
  const sampled = files.sort((one, other) => rank(one) - rank(other)).flatMap(file => dotenvPairs(tree.read(file) ?? ''));
  for (const [name, value] of [...sampled, ...composeValues(tree)]) {
    if (wanted.has(name) && !found.has(name) && !placeholder.test(value) && !value.includes('$')) found.set(name, value);
  }
  return Object.fromEntries(found);
}

function isSample(name: string): boolean {
  if (ofCode.test(name)) return false;
  const words = name.split(/[._-]/);
  return words.some(word => ofVariables.test(word)) && words.some(word => ofSample.test(word));
}

/** A sample for development says more than one for production. */
function rank(file: string): number {
  return (/prod|staging/.test(file) ? 10 : 0) + file.split('/').length;
}
