import {archivedRepository} from '../model/archive';

/** One logical line of a requirements file: everything that is in the file is in exactly one of them. */
export interface RequirementLine {
  readonly kind: 'requirement' | 'include' | 'constraint' | 'editable' | 'option' | 'blank' | 'other';
  /** As written, continuation lines and comments included. */
  readonly raw: string;
  /** First line, counted from 1. */
  readonly line: number;
  /** Normalised name of a requirement, also of one by URL where it is named; else null. */
  readonly name: string | null;
  readonly extras: readonly string[];
  /** What the name must satisfy, such as "==4.2.3"; a URL for a direct reference. */
  readonly specifier: string;
  /** The version of an exact pin. */
  readonly version: string | null;
  readonly marker: string | null;
  /** The file of an include or a constraint, the target of an editable, the text of an option. */
  readonly argument: string | null;
}

type Meaning = Omit<RequirementLine, 'raw' | 'line'>;

const nothing: Meaning = {kind: 'other', name: null, extras: [], specifier: '', version: null, marker: null, argument: null};

/** Reads a requirements file as pip does. Never throws; what it does not understand is "other". */
export function parseRequirements(content: string): readonly RequirementLine[] {
  return logicalLines(content).map(({raw, line}) => ({...readLine(joinContinued(raw)), raw, line}));
}

/** "Foo_Bar.baz" is "foo-bar-baz" (PEP 503). */
export function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** Directory in the repository that a line names ("-e .", "./packages/tools"); null for all else. */
export function localPath({kind, specifier, argument, name}: RequirementLine): string | null {
  const target = kind === 'editable' ? (argument ?? '') : kind === 'requirement' && name === null ? specifier : '';
  const path = target.replace(/^file:(\/\/)?(?!\/)/, '').replace(/[#[].*$/, '');
  return /^\.{0,2}(\/|$)|^\.$|^[\w-]+(\/|$)/.test(path) && path !== '' && !/:\/\/|\.(whl|zip|gz)$/.test(path) ? path : null;
}

function logicalLines(content: string): readonly {readonly raw: string; readonly line: number}[] {
  const lines: {raw: string; line: number}[] = [];
  let open = false;
  content.split('\n').forEach((text, at) => {
    const last = lines.at(-1);
    if (open && last) last.raw += `\n${text}`;
    else lines.push({raw: text, line: at + 1});
    open = /\\\r?$/.test(text) && !text.trimStart().startsWith('#');
  });
  return lines;
}

function joinContinued(raw: string): string {
  const joined = raw.replaceAll(/\\\r?\n/g, ' ').replace(/\r$/, '');
  return joined.replace(/(^|\s)#.*$/s, '').trim();
}

function readLine(text: string): Meaning {
  if (text === '') return {...nothing, kind: 'blank'};
  return text.startsWith('-') ? readOption(text) : readRequirement(text);
}

function readOption(text: string): Meaning {
  const [, option = '', argument = ''] = /^(--?[A-Za-z][A-Za-z-]*)[\s=]*(.*)$/s.exec(text) ?? [];
  const short = /^-[rce][^\s=]/.exec(text) ? text.slice(0, 2) : option;
  const value = unquote(short === option ? argument : text.slice(2).trim());
  if (short === '-r' || short === '--requirement') return {...nothing, kind: 'include', argument: value};
  if (short === '-c' || short === '--constraint') return {...nothing, kind: 'constraint', argument: value};
  if (short === '-e' || short === '--editable') return {...nothing, kind: 'editable', argument: value, name: nameInUrl(value)};
  return {...nothing, kind: 'option', argument: text};
}

function readRequirement(text: string): Meaning {
  const [requirement = '', ...options] = text.split(/\s--(?=[a-z])/);
  const semicolon = /\s;|;\s|;(?=[^/]*$)/.exec(requirement)?.index ?? -1;
  const marker = semicolon < 0 ? null : requirement.slice(semicolon).replace(/^\s*;/, '').trim();
  const head = (semicolon < 0 ? requirement : requirement.slice(0, semicolon)).trim();
  const found = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s.exec(head);
  const [, name = '', extras = '', rest = ''] = found ?? [];
  if (!found || !/^($|[=<>!~@(])/.test(rest)) return readLocation(head);
  const argument = options.length > 0 ? options.map(option => `--${option.trim()}`).join(' ') : null;
  const specifier = rest
    .replace(/^\((.*)\)$/s, '$1')
    .replace(/^@\s*/, '')
    .trim();
  return {
    kind: 'requirement',
    name: normalizeName(name),
    extras: splitList(extras),
    specifier,
    version: pinOf(specifier),
    marker,
    argument,
  };
}

/** A requirement that is only a URL or a path. */
function readLocation(text: string): Meaning {
  const isLocation = /^[a-z+]+:\/\/|^\.{0,2}\/|\.(whl|zip|tar\.gz)$/.test(text);
  return isLocation ? {...nothing, kind: 'requirement', name: nameInUrl(text), specifier: text} : {...nothing, argument: text};
}

/** The name that a URL gives its package; a repository or an archive of it without one is called as it is itself. */
function nameInUrl(url: string): string | null {
  const [, egg] = /[#&]egg=([A-Za-z0-9._-]+)/.exec(url) ?? [];
  const [, repository] = /^(?:git|hg|svn|bzr)(?:\+[^#]*|:\/\/[^#]*)[/:]([\w.-]+?)(?:\.git)?(?:@[^/#]*)?\/?(?:#.*)?$/.exec(url) ?? [];
  const name = egg?.replace(/-\d[\w.]*$/, '') ?? repository ?? archivedRepository(url);
  return name === null ? null : normalizeName(name);
}

function pinOf(specifier: string): string | null {
  const [, version] = /^={2,3}\s*([^\s,*]+)$/.exec(specifier) ?? [];
  return version ?? null;
}

function splitList(text: string): readonly string[] {
  return text
    .split(',')
    .map(part => part.trim().toLowerCase())
    .filter(part => part !== '');
}

function unquote(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
