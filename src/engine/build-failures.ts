import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {archivedRepository} from '../model/archive';
import {DevenvError} from '../model/errors';
import type {BuildFailure} from './build-log';
import type {Context} from './context';
import {conflict} from './conflict-failures';
import {engineGone, explainPython, outOfSpace} from './failures';
import {unreachableIndex} from './index-failures';
import {missingLibrary} from './missing-library';
import {uncompiled} from './pip-tools-failures';
import {canonical} from './package-name';
import {unsolved} from './poetry-failures';
import {refusesPython} from './python-failures';

type Project = Pick<Context, 'root' | 'pinsOf' | 'linesWith'>;

/** Why a build failed, as far as its log tells: a pin that does not exist, packages that conflict, a full disk. */
export function explainBuild(project: Project, target: string, failure: BuildFailure): DevenvError {
  const all = [...failure.lines, ...failure.reason].join('\n');
  // uv wraps its sentences, and draws a tree beside them.
  const sentence = failure.lines.join(' ').replace(/[\s│├╰─▶]+/g, ' ');
  return (
    outOfSpace(all) ??
    engineGone(all) ??
    wrongHash(project, sentence) ??
    staleLock(all) ??
    unreachable(project, sentence, failure.lines) ??
    unreachableIndex(project, sentence) ??
    unsolved(project, sentence) ??
    uncompiled(project, sentence) ??
    refusesPython(project, sentence) ??
    noSuchPin(project, sentence) ??
    conflict(project, sentence, failure) ??
    unreadable(project, sentence) ??
    misplaced(sentence) ??
    notBuilt(project, sentence, failure) ??
    collected(project, failure) ??
    unknown(target, failure)
  );
}

/** A file of the index is not the one that was locked. */
function wrongHash({pinsOf}: Project, sentence: string): DevenvError | null {
  const [, name = '', version = ''] = /Hash mismatch for `([A-Za-z0-9._-]+)==([^`\s]+)`/.exec(sentence) ?? [];
  if (name === '') return null;
  const [place] = pinsOf(canonical(name));
  const where = place === undefined ? 'that was locked' : `in ${place.file}:${String(place.line)}`;
  return new DevenvError('build-failed', `The hash of ${name} ${version} is not the one ${where}`, {
    where: place ?? null,
    next: ['find out who changed the file: the index that you use, or the lock; then lock the package anew'],
  });
}

/** The lock's own tool refuses a lock that does not belong to the file beside it. */
function staleLock(all: string): DevenvError | null {
  if (!/pyproject\.toml changed significantly since poetry\.lock/.test(all)) return null;
  return new DevenvError('build-failed', 'poetry.lock is older than pyproject.toml and does not fit it', {
    where: {file: 'poetry.lock', line: 1},
    next: ['devenv lock'],
  });
}

function noSuchPin({pinsOf}: Project, sentence: string): DevenvError | null {
  const version = /no version of ([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s,]+)/.exec(sentence);
  const absent = /([A-Za-z0-9._-]+) was not found in the package registry/.exec(sentence);
  const name = canonical(version?.[1] ?? absent?.[1] ?? '');
  if (name === '') return null;
  const what =
    version === null ? `There is no package ${name} on the index` : `There is no version ${version[2] ?? ''} of ${name} on the index`;
  return new DevenvError('build-failed', what, {where: pinsOf(name)[0] ?? null, next: ['correct the pin, then run the command again']});
}

/** A line that is no requirement. */
function unreadable({root}: Project, sentence: string): DevenvError | null {
  const [, file, position, cause = ''] =
    /parse requirement in `?\/requirements\/([^`]+?)`? at position (\d+)(?: cause: (.*))?/.exec(sentence) ?? [];
  if (file === undefined) return null;
  const where = {file, line: lineAt(join(root, file), Number(position))};
  return new DevenvError('build-failed', `${file}:${String(where.line)} is no requirement: ${cause}`, {
    where,
    next: ['correct the line, then run the command again'],
  });
}

/** An option that uv takes on a line of its own alone, if at all. */
function misplaced(sentence: string): DevenvError | null {
  const [, option = '', file = '', line] =
    /Expected `--hash`, found `"?([^`"]+)"?` at \/requirements\/(\S+?):(\d+):\d+/.exec(sentence) ?? [];
  if (line === undefined) return null;
  return new DevenvError('build-failed', `${file}:${line} has ${option} on the line of a package, where uv does not know it`, {
    where: {file, line: Number(line)},
    next: [`write ${option} on a line of its own, if it is for all packages, or remove it; then run the command again`],
  });
}

/** A package that has no wheel for this Python and whose own build fails. */
function notBuilt({pinsOf}: Project, sentence: string, {lines}: BuildFailure): DevenvError | null {
  const [, name, version] = /Failed to (?:build|download and build) `?([A-Za-z0-9._-]+?)==([^`\s]+)`?/.exec(sentence) ?? [];
  if (name === undefined) return null;
  const missing = missingLibrary(lines);
  const reason = missing?.line ?? lines.findLast(line => /^\s*(\w*Error|error): /i.test(line))?.trim() ?? '';
  const install =
    missing === null
      ? 'or name the Debian packages that it needs under apt: in devenv.yaml'
      : `or add what ${missing.guessed ? 'by its name ' : ''}has it, in devenv.yaml: apt: [${missing.packages.join(', ')}]`;
  return new DevenvError('build-failed', `${name} ${version ?? ''} cannot be built from its source. ${reason}`.trim(), {
    where: pinsOf(canonical(name))[0] ?? null,
    next: ['pin a version that has a wheel for this Python', install],
    detail: lines.slice(-15),
  });
}

/** A repository or an archive that a requirement names and that does not answer. */
function unreachable({pinsOf, linesWith}: Project, sentence: string, lines: readonly string[]): DevenvError | null {
  const [, name = '', url = ''] =
    /Failed to (?:download|build|fetch|resolve)[^`]*`([A-Za-z0-9._-]+)(?:==[^`@]*)? @ (?:git\+)?([^`]+)`/.exec(sentence) ?? [];
  const [, address = ''] = /(?:Git operation failed|failed to (?:clone|fetch)).*?((?:https?|ssh|git):\/\/[^`'\s]+)/i.exec(sentence) ?? [];
  const place = url || address;
  const line = linesWith(place)[0] ?? null;
  if (place === '' || !/git operation failed|failed to (?:clone|fetch)|Could not resolve host|dns error|timed out/i.test(sentence))
    return null;
  // What the index does not serve has its address in no file.
  if (url === '' && line === null && !/git operation failed|failed to clone/i.test(sentence)) return null;
  const known = name === '' ? nameOf(place) : name;
  const namesakes = new Map(
    lines.flatMap(line =>
      [.../^on the index: (\S+?)==(\S+)/g[Symbol.matchAll](line)].map(([, of = '', version = '']) => [canonical(of), version]),
    ),
  );
  const namesake = namesakes.get(canonical(known));
  const says = (pattern: RegExp) =>
    lines
      .findLast(line => pattern.test(line))
      ?.replace(/^[\s│├╰─▶]+/, '')
      .trimEnd();
  const isHost = /Could not resolve|dns error/i.test(sentence);
  const reason = says(/Permission denied|Host key verification/) ?? says(/fatal:|Could not resolve|dns error|not found|timed out/i) ?? '';
  return new DevenvError('build-failed', `${canonical(known)} cannot be had from ${place}: ${reason}`, {
    where: pinsOf(canonical(known))[0] ?? line,
    next: [
      namesake !== undefined
        ? `take the ${canonical(known)} of the index, in devenv.yaml: replace: {${canonical(known)}: '==${namesake}'}`
        : `take another package or place, in devenv.yaml: replace: {${canonical(known)}: 'NAME==VERSION'}`,
      ...(isHost && namesakes.size > 1
        ? [`or all that the index has too: replace: {${[...namesakes].map(([of, version]) => `${of}: '==${version}'`).join(', ')}}`]
        : []),
      `or go without it: drop: [${canonical(known)}]`,
    ],
    detail: lines.slice(-8),
  });
}

/** What the package at an address is called, as far as the address tells: that of a repository, or of one whose archive it is. */
function nameOf(address: string): string {
  return archivedRepository(address) ?? /\/([\w.-]+?)(?:-\d[^/]*)?(?:\.git|\.zip|\.whl|\.tar\.gz)?(?:@[^/]*)?\/?$/.exec(address)?.[1] ?? '';
}

/** The project's own code runs in a build when its static files are collected, with the settings that ship. */
function collected({root}: Project, {step, lines}: BuildFailure): DevenvError | null {
  const isOwn = step?.includes('collectstatic') === true;
  if (!isOwn || !lines.some(line => line.startsWith('Traceback (most recent call last)'))) return null;
  const settings = /^ENV DJANGO_SETTINGS_MODULE=(\S+)/m.exec(textOf(join(root, '.devenv', 'Dockerfile')))?.[1];
  const what = `Collecting the static files failed${settings === undefined ? '' : ` with ${settings}, the settings that ship`}`;
  const absent = lines.some(line => /No module named/.test(line));
  return explainPython('build-failed', what, {lines, errors: lines}, [
    absent
      ? 'what ships has the production set alone: let its settings do without the module'
      : 'correct the line, then run the command again',
    'or name the settings that ship, in devenv.yaml: django: {production_settings: package.settings.production}',
  ]);
}

function unknown(target: string, {step, lines: said, reason: cause}: BuildFailure): DevenvError {
  const lines = said.length > 0 ? said : cause;
  const reason = lines.findLast(line => /error/i.test(line)) ?? lines.at(-1) ?? 'docker said nothing';
  return new DevenvError('build-failed', `Building ${target} failed: ${reason.trim()}`, {
    detail: [...(step === null ? [] : [shorten(step)]), ...lines.slice(-15)],
    next: ['read the lines above; devenv up --verbose shows the whole log'],
  });
}

/** "[deps-build 3/3] RUN ... && uv pip install": a step as the Dockerfile has it, without the mounts before it. */
function shorten(step: string): string {
  const text = step.replace(/--mount=\S+\s+/g, '').replace(/\s+/g, ' ');
  return text.length > 120 ? `${text.slice(0, 120)}...` : text;
}

function lineAt(file: string, position: number): number {
  return Buffer.from(textOf(file)).subarray(0, position).toString('utf8').split('\n').length;
}

/** A file's text, "" where it cannot be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
