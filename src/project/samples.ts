import {posix} from 'node:path';
import type {Variable} from '../model/project';
import type {Tree} from './tree';

const sample =
  /^(\.?env[._-](\w+[._-])?(example|sample|template|dist|tmpl|default)|(\.env)?[\w-]*\.?(example|sample)\.env|example[._-]env|\.envrc\.(example|sample|template)|env\.(example|sample|template)|\.env\.[\w-]*(example|sample|template)[\w-]*|(example|sample|template)\.env|env_sample)$/;
const placeholder = /^(|<.*>|\.\.\.|x{3,}|your[_-].*|change[_-]?me|changethis|todo|none|null|fixme)$/i;
const deepest = 3;

/** Values of the project's samples for the variables that its settings read; those that only hold a place are left out. */
export function readSamples(tree: Tree, variables: readonly Variable[]): Readonly<Record<string, string>> {
  const wanted = new Set(variables.map(({name}) => name));
  const files = tree.files().filter(file => file.split('/').length <= deepest && sample.test(posix.basename(file)));
  const found = new Map<string, string>();
  for (const file of files.sort((one, other) => rank(one) - rank(other))) {
    for (const [name, value] of pairsOf(tree.read(file) ?? '')) {
      if (wanted.has(name) && !found.has(name) && !placeholder.test(value) && !value.includes('$')) found.set(name, value);
    }
  }
  return Object.fromEntries(found);
}

/** A sample for development says more than one for production. */
function rank(file: string): number {
  return (/prod|staging/.test(file) ? 10 : 0) + file.split('/').length;
}

function pairsOf(content: string): readonly (readonly [string, string])[] {
  return content.split(/\r?\n/).flatMap(text => {
    const [, name, raw = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(text) ?? [];
    const quoted: readonly (string | undefined)[] = /^(?:"([^"]*)"|'([^']*)')/.exec(raw)?.slice(1) ?? [];
    const value = quoted.find(part => part !== undefined) ?? raw.replace(/\s+#.*$/, '').trim();
    return name === undefined ? [] : [[name, value] as const];
  });
}
