import {isForDevelopment} from '../parts';
import {lineOf, noParts, type DeclaredSets} from './declared';

/** What setup.cfg declares: install_requires and the extras of development, a requirement a line. */
export function readSetupCfg(content: string): DeclaredSets | null {
  const always = valuesOf(content, 'options', 'install_requires');
  const extras = sectionOf(content, 'options.extras_require').flatMap(({key, values}) => (isForDevelopment(key) ? values : []));
  return declare(content, always, extras);
}

/** What setup.py declares in literal lists. Nothing is run: what it computes is not seen. */
export function readSetupPy(content: string): DeclaredSets | null {
  const always = literalsIn(/\binstall_requires\s*=\s*\[([^\]]*)\]/s.exec(content)?.[1] ?? '');
  const extras = [...content.matchAll(/["']([\w-]+)["']\s*:\s*\[([^\]]*)\]/gs)]
    .filter(([, name = '']) => isForDevelopment(name))
    .flatMap(([, , list = '']) => literalsIn(list));
  return declare(content, always, extras);
}

function declare(content: string, always: readonly string[], extras: readonly string[]): DeclaredSets | null {
  if (always.length === 0) return null;
  const toDeclared = (text: string) => ({text, line: lineOf(content, /^[A-Za-z0-9._-]+/.exec(text)?.[0] ?? text)});
  return {
    production: always.map(toDeclared),
    development: extras.map(toDeclared),
    parts: {production: noParts, development: noParts},
    local: ['.'],
  };
}

function literalsIn(list: string): readonly string[] {
  return [...list.replaceAll(/#.*$/gm, '').matchAll(/"([^"\n]+)"|'([^'\n]+)'/g)].map(([, double, single]) =>
    (double ?? single ?? '').trim(),
  );
}

function valuesOf(content: string, section: string, wanted: string): readonly string[] {
  return sectionOf(content, section).find(({key}) => key === wanted)?.values ?? [];
}

interface Entry {
  readonly key: string;
  readonly values: readonly string[];
}

/** The keys of a section of an INI file with the lines of their values. */
function sectionOf(content: string, wanted: string): readonly Entry[] {
  const entries: {key: string; values: string[]}[] = [];
  let section = '';
  for (const text of content.split('\n')) {
    const header = /^\[([^\]]+)\]/.exec(text)?.[1];
    if (header !== undefined) section = header.trim();
    if (header !== undefined || section !== wanted || /^\s*([#;]|$)/.test(text)) continue;
    const [, key, first = ''] = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(text) ?? [];
    if (key !== undefined) entries.push({key, values: []});
    const value = (key === undefined ? text : first).trim();
    if (value !== '') entries.at(-1)?.values.push(value);
  }
  return entries;
}
