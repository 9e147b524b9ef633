import {posix} from 'node:path';
import type {ProcessCommand} from './commands';
import {composeServices, type ComposeService} from './compose-services';
import type {Tree} from './tree';

const compose = /^(docker-)?compose[\w.-]*\.ya?ml$/;
const deepest = 3;

/**
 * Commands that start celery in a script with variables, such as `-Q "$QUEUES"`: once for each service of a compose file
 * that runs the script, with the values that it gives. All others as they are.
 */
export function asServicesRun(tree: Tree, commands: readonly ProcessCommand[]): readonly ProcessCommand[] {
  if (!commands.some(isOpen)) return commands;
  const files = tree.files().filter(file => compose.test(posix.basename(file)) && file.split('/').length <= deepest);
  const all = files.sort((one, other) => rank(one) - rank(other)).map(file => composeServices(tree.read(file) ?? ''));
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

function runs({command}: ComposeService, {where}: ProcessCommand): boolean {
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
