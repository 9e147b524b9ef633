import {Errors} from '@oclif/core';
import {DevenvError} from './model/errors';

/** Words that a person may have meant. */
export interface Known {
  /** The command that was called; null where there is none of that name. */
  readonly command: string | null;
  readonly flags: readonly string[];
  readonly commands: readonly string[];
}

/** Ours, or one that we can say as ours; null for what oclif itself handles. */
export async function toDevenvError(error: Error, known: Known): Promise<DevenvError | null> {
  if (error instanceof DevenvError) return error;
  if (error instanceof Errors.ExitError) return null;
  if (error instanceof Errors.CLIError) return usage(error.message, known);
  const denied = notAllowed(error);
  if (denied !== null) return denied;
  const detail = process.argv.includes('--verbose') ? (error.stack ?? '').split('\n').slice(1) : [];
  return new DevenvError('failed', `This is a bug in devenv: ${error.message}`, {
    detail,
    next: ['run it again with --verbose and report what it says, with the output of devenv doctor'],
  });
}

/** A file that the operating system keeps from this user, such as what `sudo devenv` left behind. */
function notAllowed({code, path, cause}: NodeJS.ErrnoException): DevenvError | null {
  if ((code !== 'EACCES' && code !== 'EPERM') || path === undefined) return null;
  const [, directory = path] = /^(.*\/\.devenv)(?:\/|$)/.exec(path) ?? [];
  return new DevenvError('usage', `${path} belongs to somebody else`, {
    where: {file: path, line: 1},
    next: [`sudo chown -R "$(id -un)" '${directory}', then run the command again`],
    cause,
  });
}

/** What oclif found wrong with a command line. */
async function usage(message: string, {command, flags, commands}: Known): Promise<DevenvError> {
  const help = `devenv ${command === null ? '' : `${command} `}--help`;
  const [first = '', ...rest] = message.split('\n');
  const flag = /^Nonexistent flags?: --([\w-]+)/.exec(first)?.[1];
  if (flag !== undefined) return refuse(`There is no flag --${flag}`, [...(await meant('--', flag, flags)), help]);
  const word = /^command (\S+) not found/.exec(first)?.[1];
  if (word === undefined) return refuse(named(first, rest), [help]);
  const [name = '', ...more] = word.split(':');
  if (commands.includes(name)) return refuse(`devenv ${name} takes no argument: ${more.join(' ')}`, [`devenv ${name} --help`]);
  return refuse(`There is no command ${name}`, [...(await meant('devenv ', name, commands)), help]);
}

function refuse(what: string, next: readonly string[]): DevenvError {
  return new DevenvError('usage', what, {next});
}

/** oclif names the missing arguments in the lines below its sentence. */
function named(sentence: string, rest: readonly string[]): string {
  const names = rest.map(line => line.split(' ')[0] ?? '').filter(name => name !== '' && name !== 'See');
  return sentence.startsWith('Missing') && names.length > 0 ? `Missing ${names.join(' and ')}` : sentence;
}

/** A known word of which at most half is wrong. */
async function meant(before: string, word: string, known: readonly string[]): Promise<readonly string[]> {
  if (known.length === 0) return [];
  const {closest, distance} = await import('fastest-levenshtein');
  const near = closest(word, [...known]);
  return distance(word, near) <= Math.max(1, word.length / 2) ? [`did you mean ${before}${near}?`] : [];
}
