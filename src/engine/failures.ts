import type {Proof} from '../model/proof';
import {DevenvError, type Code} from '../model/errors';
import type {BuildFailure} from './build-log';
import type {Context} from './context';
import type {Outcome} from './process';

/** Why a build failed, as far as its log tells: a pin that does not exist, packages that conflict, a full disk. */
export function explainBuild(context: Context, image: string, {step, lines}: BuildFailure): DevenvError {
  const text = lines.join('\n');
  const full = outOfSpace(text);
  if (full !== null) return full;
  const detail = lines.slice(-15);
  // uv wraps its sentences.
  const sentence = text.replace(/\s+/g, ' ');
  const pin =
    /no version of ([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+?)[,\s]/.exec(sentence) ??
    /([A-Za-z0-9._-]+) was not found in the package registry/.exec(sentence);
  if (pin?.[1] !== undefined) {
    const name = pin[1].toLowerCase().replace(/[-_.]+/g, '-');
    const what =
      pin[2] === undefined ? `There is no package ${name} on the index` : `There is no version ${pin[2]} of ${name} on the index`;
    return new DevenvError('build-failed', what, {
      where: context.pinOf(name),
      next: ['correct the pin, then run the command again'],
      detail,
    });
  }
  const conflict = /Because you require (.+?) and (?:you require )?(.+?), we can conclude/.exec(sentence);
  if (conflict !== null) {
    return new DevenvError(
      'build-failed',
      `The development requirements change a package that ships: ${conflict[1] ?? ''} against ${conflict[2] ?? ''}`,
      {
        where: context.pinOf(/^[A-Za-z0-9._-]+/.exec(conflict[1] ?? '')?.[0]?.toLowerCase() ?? ''),
        next: ['pin the same version in both files, so that what is tested is what ships'],
        detail,
      },
    );
  }
  return new DevenvError('build-failed', `Building ${image} failed${step === null ? '' : ` at ${step}`}`, {
    next: ['read the lines above; devenv up --verbose shows the whole log'],
    detail,
  });
}

/** A full disk, whoever said so. */
export function outOfSpace(text: string): DevenvError | null {
  if (!/no space left on device/i.test(text)) return null;
  return new DevenvError('build-failed', 'The disk that Docker writes to is full', {
    next: ['docker system df', 'docker builder prune', 'then run the command again: it goes on from here'],
  });
}

/** An engine that went away in the middle. */
export function engineGone(text: string): DevenvError | null {
  if (!/cannot connect to the docker daemon|error during connect/i.test(text)) return null;
  return new DevenvError('no-engine', 'The Docker engine went away', {
    next: ['start Docker, then run the command again: it goes on from here'],
  });
}

/** What a program of the project said before it failed, with the line of the project's code that is nearest to the cause. */
export function explainPython(code: Code, what: string, lines: readonly string[], next: readonly string[]): DevenvError {
  return new DevenvError(code, `${what}: ${lastSentence(lines)}`, {where: lastOwnLine(lines), next, detail: lines.slice(-20)});
}

/** The compose command's failure. The npm package rejects with a plain object, not with an Error. */
export function explainCompose(error: unknown, services: readonly string[]): DevenvError {
  const text = (error as {err?: string}).err ?? String(error);
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const known = outOfSpace(text) ?? engineGone(text);
  if (known !== null) return known;
  if (/port is already allocated|address already in use/.test(text)) {
    return new DevenvError('unhealthy', 'The port was taken while the services started', {
      next: ['run the command again: it takes the next free one'],
      detail: lines.slice(-5),
    });
  }
  return new DevenvError('unhealthy', `Starting ${services.join(', ')} failed: ${lines.at(-1) ?? 'compose said nothing'}`, {
    detail: lines.slice(-15),
    next: ['devenv logs'],
  });
}

/** For a one-off program that is expected to succeed. */
export function explainOutcome(code: Code, what: string, {lines}: Outcome, next: readonly string[] = []): DevenvError {
  const text = lines.join('\n');
  return outOfSpace(text) ?? engineGone(text) ?? new DevenvError(code, what, {next, detail: lines.slice(-15)});
}

/** The last line of a traceback that lies in the project, not in a package. */
function lastOwnLine(lines: readonly string[]): Proof | null {
  for (const line of [...lines].reverse()) {
    const match = /File "\/app\/([^"]+)", line (\d+)/.exec(line);
    if (match?.[1] !== undefined) return {file: match[1], line: Number(match[2])};
  }
  return null;
}

/** A traceback ends in the sentence that counts. */
function lastSentence(lines: readonly string[]): string {
  const sentences = lines.filter(
    line => /^[A-Za-z_.]+(Error|Exception|Warning|Configured|Interrupt|Exit)?: /.test(line) || line.startsWith('devenv: '),
  );
  return (sentences.at(-1) ?? lines.filter(line => line.trim() !== '').at(-1) ?? 'it said nothing').replace(/^devenv: /, '');
}
