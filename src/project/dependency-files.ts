import {posix} from 'node:path';
import {DevenvError} from '../model/errors';
import type {DependencyFile, Requirement} from '../model/project';
import {parseRequirements, type RequirementLine} from './requirements';
import type {Tree} from './tree';

/** A file with everything that it includes, in the order in which pip meets their ends; the file itself is last. */
export function resolveFile(tree: Tree, file: string): readonly DependencyFile[] {
  const files = new Map<string, DependencyFile>();
  addFile(tree, file, true, new Set(), files);
  return [...files.values()];
}

function addFile(tree: Tree, file: string, entry: boolean, open: Set<string>, files: Map<string, DependencyFile>): void {
  const content = tree.read(file);
  if (content === null || open.has(file) || files.has(file)) return;
  open.add(file);
  const lines = parseRequirements(content);
  for (const line of lines) {
    const included = includedFile(tree, file, line);
    if (included !== null) addFile(tree, included, false, open, files);
  }
  files.set(file, {file, kind: 'requirements', entry, content, requirements: lines.flatMap(toRequirement)});
}

function includedFile(tree: Tree, file: string, line: RequirementLine): string | null {
  if (line.kind !== 'include' && line.kind !== 'constraint') return null;
  const target = line.argument ?? '';
  if (/^[a-z+]+:\/\//.test(target)) return null;
  const included = posix.join(posix.dirname(file), target);
  if (tree.read(included) !== null) return included;
  throw new DevenvError('usage', `${file} includes ${target}, which does not exist`, {
    where: {file, line: line.line},
    next: [`Create ${included} or remove line ${line.line} of ${file}`],
  });
}

function toRequirement({kind, name, version, line}: RequirementLine): readonly Requirement[] {
  return name !== null && (kind === 'requirement' || kind === 'editable') ? [{name, version, line}] : [];
}
