import type {Lock} from '../model/lock';
import type {GeneratedFile} from '../model/plan';
import type {DependencyFile} from '../model/dependencies';
import type {Project} from '../model/project';

/** The lists that a build installs from devenv.lock; none where the project's own files pin everything. */
export function lockedFiles({dependencies, lock}: Project): readonly GeneratedFile[] {
  if (dependencies.pinned || lock === null) return [];
  return (['production', 'development'] as const).map(set => ({
    path: `locked/${set}.txt`,
    content: lockedText(lock, set, dependencies[set]),
    mode: 0o644,
  }));
}

/** The pins of one set as the build reads them, with the options of the project's own files. */
export function lockedText(lock: Lock, set: 'production' | 'development', files: readonly DependencyFile[]): string {
  return [...optionsOf(files), ...lock[set].filter(line => !/^(-e|\.|file:)/.test(line))].map(line => `${line}\n`).join('');
}

const options = /^(-i|-f|--index-url|--extra-index-url|--find-links|--no-binary|--only-binary|--trusted-host|--pre|--prefer-binary)\b/;

function optionsOf(files: readonly DependencyFile[]): readonly string[] {
  const lines = files.filter(({kind}) => kind === 'requirements').flatMap(({content}) => content.split('\n').map(line => line.trim()));
  return [...new Set(lines.filter(line => options.test(line)))];
}
