import {posix} from 'node:path';
import {DevenvError} from '../model/errors';
import type {DependencyFile, Requirement} from '../model/dependencies';
import type {Proof} from '../model/proof';
import {parseRequirements, type RequirementLine} from './requirements';
import type {Tree} from './tree';
import {unreadable} from './unreadable';

/** A file with everything that it includes, in the order in which pip meets their ends; the file itself is last. */
export function resolveFile(tree: Tree, file: string): readonly DependencyFile[] {
  const files = new Map<string, DependencyFile>();
  addFile(tree, file, null, [], files);
  return [...files.values()];
}

/** `from` is the line that includes the file, `open` the files that include each other on the way to it. */
function addFile(tree: Tree, file: string, from: Proof | null, open: readonly string[], files: Map<string, DependencyFile>): void {
  if (open.includes(file) && from !== null) throw circle(open, from, file);
  if (files.has(file)) return;
  const content = tree.read(file);
  if (content === null) throw unreadable(file);
  const lines = parseRequirements(content);
  for (const line of lines) {
    const included = includedFile(tree, file, line);
    if (included !== null) addFile(tree, included, {file, line: line.line}, [...open, file], files);
  }
  files.set(file, {file, kind: 'requirements', entry: from === null, content, text: content, requirements: lines.flatMap(toRequirement)});
}

function circle(open: readonly string[], where: Proof, file: string): DevenvError {
  const way = [...open.slice(open.indexOf(file)), file].join(' -> ');
  return new DevenvError('usage', `Requirements files include each other in a circle: ${way}`, {
    where,
    next: [`remove line ${String(where.line)} of ${where.file}`],
  });
}

function includedFile(tree: Tree, file: string, line: RequirementLine): string | null {
  if (line.kind !== 'include' && line.kind !== 'constraint') return null;
  const target = line.argument ?? '';
  if (/^[a-z+]+:\/\//.test(target)) return null;
  const included = posix.join(posix.dirname(file), target);
  if (tree.exists(included)) return included;
  throw new DevenvError('usage', `${file} includes ${target}, which does not exist`, {
    where: {file, line: line.line},
    next: [`Create ${included} or remove line ${line.line} of ${file}`],
  });
}

/** What a line of a requirements file asks for; none where it names no package. */
export function toRequirement({kind, name, version, extras, specifier, line}: RequirementLine): readonly Requirement[] {
  return name !== null && (kind === 'requirement' || kind === 'editable') ? [{name, version, extras, specifier, line}] : [];
}
