import {closureOf} from './closure';
import {readDecision} from './decision';
import {differenceOf} from './difference';
import {evaluate} from './evaluate';
import {NeedsShell} from './failure';
import type {EnvFile} from './file';
import {outlineOf, isShared} from './outline';
import type {Ambient} from './scope';
import {sumOf} from './sum';
import {DevenvError} from '../model/errors';

/**
 * What a person should see before allowing a file: what it does where it is new, and what changed since it was allowed.
 * @param beyond files that it was seen to load beside those that stand in it by name
 */
export function reviewOf(root: string, main: EnvFile, beyond: readonly EnvFile[], ambient: Ambient): readonly string[] {
  const allowed = readDecision(root, main.file, ambient);
  if (allowed?.decision !== 'allowed') return [summaryOf(root, main, ambient)];
  const loaded = new Map([...closureOf(root, main).files, ...beyond].map(file => [file.file, file]));
  const changed = [...loaded.values()].filter(file => allowed.files[file.file] !== sumOf(file));
  return changed.flatMap(file => {
    const before = allowed.lines[file.file];
    if (before === undefined) return [`${file.file} is new: ${count(outlineOf(file, true).length)}`];
    return [file.file, ...differenceOf(before, outlineOf(file, isShared(root, file.file))).map(line => `  ${line}`)];
  });
}

/** What a file does, as far as it can be told without running it. */
function summaryOf(root: string, main: EnvFile, ambient: Ambient): string {
  try {
    const {assigned} = evaluate(root, main, ambient);
    return `${main.file} sets ${[...assigned.keys()].join(', ') || 'nothing'}, and runs no program`;
  } catch (error) {
    if (error instanceof NeedsShell) return `${main.file} is run by bash, with your rights: ${error.message}`;
    if (error instanceof DevenvError) return error.message;
    throw error;
  }
}

function count(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`;
}
