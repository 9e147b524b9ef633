import {posix} from 'node:path';
import {parse} from 'yaml';
import type {ProcessCommand} from './commands';
import type {Tree} from './tree';

interface Service {
  readonly name: string;
  readonly command: string;
  readonly environment: ReadonlyMap<string, string>;
}

const compose = /^(docker-)?compose[\w.-]*\.ya?ml$/;
const deepest = 3;
const largest = 200_000;

/**
 * Commands that start celery in a script with variables, such as `-Q "$QUEUES"`: once for each service of a compose file
 * that runs the script, with the values that it gives. All others as they are.
 */
export function asServicesRun(tree: Tree, commands: readonly ProcessCommand[]): readonly ProcessCommand[] {
  if (!commands.some(isOpen)) return commands;
  const files = tree.files().filter(file => compose.test(posix.basename(file)) && file.split('/').length <= deepest);
  const all = files.sort((one, other) => rank(one) - rank(other)).map(file => servicesOf(tree.read(file) ?? ''));
  return commands.flatMap(command => {
    const running = isOpen(command)
      ? all.map(services => services.filter(one => runs(one, command))).find(some => some.length > 0)
      : undefined;
    return running?.map(({name, environment}) => ({...command, process: name, words: filled(command.words, environment)})) ?? [command];
  });
}

function isOpen({process, words}: ProcessCommand): boolean {
  return process === null && words.some(word => word.includes('$')) && words.some(word => /(^|\/)celery$/.test(word));
}

function rank(file: string): number {
  return /prod|staging|deploy|test|ci\b/.test(file) ? 1 : 0;
}

function servicesOf(content: string): readonly Service[] {
  if (content.length > largest || !content.includes('services:')) return [];
  const read: unknown = tryParse(content);
  const services = entries(entries(read).find(([name]) => name === 'services')?.[1]);
  return services.map(([name, service]) => {
    const of = new Map(entries(service));
    return {name, command: `${words(of.get('entrypoint'))} ${words(of.get('command'))}`, environment: environmentOf(of.get('environment'))};
  });
}

/** Null for what is no YAML: templates, for instance. */
function tryParse(content: string): unknown {
  try {
    return parse(content, {merge: true, logLevel: 'silent'});
  } catch {
    return null;
  }
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function words(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(' ') : typeof value === 'string' ? value : '';
}

function environmentOf(value: unknown): ReadonlyMap<string, string> {
  const listed = Array.isArray(value)
    ? value.map(String).map(text => [text.replace(/=.*/s, ''), text.replace(/^[^=]*=?/, '')] as const)
    : [];
  return new Map([...listed, ...entries(value).map(([name, text]) => [name, String(text)] as const)]);
}

function runs({command}: Service, {where}: ProcessCommand): boolean {
  const paths = command.split(/[\s"']+/).map(word => word.replace(/^\.?\//, ''));
  return paths.some(path => path !== '' && (path === where.file || where.file.endsWith(`/${path}`) || path.endsWith(`/${where.file}`)));
}

function filled(list: readonly string[], environment: ReadonlyMap<string, string>): readonly string[] {
  return list.map(word =>
    word.replaceAll(
      /\$(?:\{(\w+)(?::?-[^}]*)?\}|(\w+))/g,
      (text, braced?: string, bare?: string) => environment.get(braced ?? bare ?? '') ?? text,
    ),
  );
}
