import {posix} from 'node:path';
import type {Proof} from '../model/proof';
import type {Tree} from './tree';

/** An image that the project's own compose files or pipelines start beside Django. */
export interface ServiceImage {
  /** Without registry and organisation: "postgres", "postgis", "rabbitmq". */
  readonly name: string;
  /** As written; "" without one. */
  readonly tag: string;
  readonly where: Proof;
}

const compose = /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$|(^|\/)(local|dev|development)\.ya?ml$/;
const pipelines =
  /^\.github\/workflows\/.+\.ya?ml$|^\.gitlab-ci\.yml$|^bitbucket-pipelines\.yml$|^\.travis\.yml$|^\.circleci\/config\.yml$/;
const deepest = 4;
const largest = 200_000;

/** The images that compose files name, then those of pipelines; files for development first. */
export function listServiceImages(tree: Tree): readonly ServiceImage[] {
  const files = tree.files().filter(file => file.split('/').length <= deepest && (compose.test(file) || pipelines.test(file)));
  return files.sort((one, other) => rank(one) - rank(other)).flatMap(file => readImages(tree, file));
}

function rank(file: string): number {
  if (!compose.test(file)) return 4;
  return /prod|staging|deploy/.test(posix.basename(file)) ? 2 : /test|ci/.test(posix.basename(file)) ? 1 : 0;
}

function readImages(tree: Tree, file: string): readonly ServiceImage[] {
  const content = tree.read(file) ?? '';
  if (content.length > largest || !/image:|services:/.test(content)) return [];
  return content.split('\n').flatMap((text, at) => {
    const named = /^\s*(?:-\s*)?(?:image:|-)\s*["']?([\w./${}:-]+?)["']?\s*(?:#.*)?$/.exec(text)?.[1];
    const parts = named === undefined ? null : /^(?:[\w.-]+(?::\d+)?\/)*([a-z][\w-]*)(?::(.+))?$/.exec(named);
    const name = parts?.[1];
    return name === undefined ? [] : [{name, tag: defaultOf(parts?.[2] ?? ''), where: {file, line: at + 1}}];
  });
}

/** `${POSTGRES_VERSION:-15}` is 15. */
function defaultOf(tag: string): string {
  return /\$\{\w+:?-([^}]*)\}/.exec(tag)?.[1] ?? tag;
}
