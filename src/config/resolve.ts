import {DevenvError} from '../model/errors';
import type {ServiceSettings, Settings} from '../model/settings';
import {defaults} from './defaults';
import {merge} from './merge';
import type {Problem} from './problem';
import {readWritten} from './read';
import type {Written} from './schema';
import type {Source} from './source';

/**
 * Checks each source and lays them over the defaults, the last one on top.
 * Throws a `usage` error that lists every problem of every source.
 */
export function resolve(sources: readonly Source[]): Settings {
  const read = sources.map(readWritten);
  const problems = read.flatMap(({problems}) => inOrder(problems));
  if (problems[0]) throw refusal(problems[0], problems);
  const layers = read.map(({written}) => written);
  const places = Object.fromEntries(read.flatMap(one => Object.entries(one.places)));
  const settings = {...toSettings(layers.reduce<Written>(merge, {})), files: sources.map(({file}) => file)};
  return Object.keys(places).length === 0 ? settings : {...settings, places};
}

/** Fills in the defaults, and gives commands and services their one form. */
function toSettings({files, workers, after_migrate, services, ...rest}: Written): Omit<Settings, 'files'> {
  return {
    ...merge(defaults, rest),
    services: Object.fromEntries(
      Object.entries((services ?? {}) as Readonly<Record<string, WrittenService>>).map(([name, service]) => [name, toService(service)]),
    ),
    workers: workers ? Object.fromEntries(Object.entries(workers).map(([name, command]) => [name, toWords(command)])) : null,
    afterMigrate: (after_migrate ?? []).map(toWords),
    overlay: files ?? {},
  };
}

type WrittenService = Partial<ServiceSettings> & {readonly image?: string};

function toService({env, provides, ...compose}: WrittenService): ServiceSettings {
  return compose.image === undefined ? {env: env ?? {}} : {env: {}, provides: provides ?? {}, compose};
}

/** A line is a shell's; the shell gives way to the command. */
function toWords(command: string | readonly string[]): readonly string[] {
  return typeof command === 'string' ? ['sh', '-c', `exec ${command}`] : command;
}

/** Sorted by place; of several problems at one place the first says enough. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  return sorted.filter(({line, column}, index) => line !== sorted[index - 1]?.line || column !== sorted[index - 1]?.column);
}

const shown = 20;

function refusal({file, line}: Problem, problems: readonly Problem[]): DevenvError {
  // A key can hold line ends; a problem is one line.
  const oneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ');
  const lines = problems.slice(0, shown).map(problem => `${problem.file}:${problem.line}:${problem.column}: ${oneLine(problem.text)}`);
  const rest = problems.length > shown ? [`and ${problems.length - shown} more problems`] : [];
  const next = new Set(problems.flatMap(problem => problem.next ?? []));
  return new DevenvError('usage', [...lines, ...rest].join('\n'), {
    where: {file, line},
    next: next.size > 0 ? [...next] : [`correct ${problems.length === 1 ? 'the line' : 'these lines'}, then run the command again`],
  });
}
