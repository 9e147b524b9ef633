import type {DependencyFile} from '../model/dependencies';
import type {Project} from '../model/project';
import {exporterOf} from './exporters';
import {tellLockedNamesakes} from './repositories';
import {isEdited} from './requirement-files';

type SetName = 'production' | 'development';

/** How the pins of a set come into its stage, and what uv is told about them. */
interface Source {
  /** Lines of the Dockerfile. */
  readonly copy: string;
  /** Arguments of `uv pip install`. */
  readonly install: string;
  /** What a shell runs where that fails. */
  readonly otherwise?: string;
}

/** A lock says by hashes what it means, wherever that is: each index that it names has what the others have not. */
const anyIndex = '--index-strategy unsafe-best-match';

/** Where the pins of a set are: in devenv.lock, in what a lock's own tool exported, or in the project's own files. */
export function sourceOf(project: Project, set: SetName): Source {
  const {dependencies} = project;
  const list = `--no-deps --requirement /requirements/${set}.txt`;
  if (!dependencies.pinned) return {copy: `COPY .devenv/locked/${set}.txt /requirements/`, install: list};
  if (exporterOf(dependencies, project.python.version, project.workdir) !== null)
    return {
      copy: `COPY --from=export /requirements/${set}.txt /requirements/`,
      install: `${anyIndex} ${list}`,
      otherwise: tellLockedNamesakes(dependencies, `/requirements/${set}.txt`),
    };
  const files = set === 'production' ? dependencies.production : [...dependencies.production, ...dependencies.development];
  return {copy: files.map(copyOf).join('\n'), install: `${entries(dependencies[set])}${groups(project, set)}`};
}

function copyOf(file: DependencyFile): string {
  return `COPY ${isEdited(file) ? `.devenv/requirements/${file.file}` : file.file} /requirements/${file.file}`;
}

function entries(files: readonly DependencyFile[]): string {
  return files
    .filter(({entry}) => entry)
    .map(({file}) => `--requirement /requirements/${file}`)
    .join(' ');
}

/** pylock.toml holds groups and extras, which uv reads by itself. */
function groups({dependencies}: Project, set: SetName): string {
  if (set === 'production' || !dependencies.development.some(({kind}) => kind === 'pylock.toml')) return '';
  const {extras, groups: named} = dependencies.parts.development;
  return [...extras.map(name => ` --extra ${name}`), ...named.map(name => ` --group /requirements/pylock.toml:${name}`)].join('');
}
