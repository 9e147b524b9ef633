import type {GeneratedFile, Step} from '../model/plan';
import {renderAssets, toolsOf} from './assets-dockerfile';
import {aptSource} from './bases';
import {ignoreForCode} from './dockerignore';
import {hash} from './hash';
import type {Inputs} from './inputs';

/** The front end of one project: how it is built, and whether it must be. */
export interface PlannedAssets {
  /** Hash of all that it is made from; null where the project has none. */
  readonly hash: string | null;
  readonly files: readonly GeneratedFile[];
  /** What its build leaves out. */
  readonly ignores: readonly GeneratedFile[];
  readonly steps: readonly Step[];
}

/** Plans the build of the front end on a Python base; `rebuild` builds it although nothing changed. */
export function planAssets(inputs: Inputs, python: string, rebuild: boolean): PlannedAssets {
  const {project, assets, mode} = inputs;
  if (project.assets === null || assets === null) return {hash: null, files: [], ignores: [], steps: []};
  const text = renderAssets(project.assets, python);
  const wanted = hash(text, assets.tree);
  const toTree = mode === 'development';
  const because = reason(assets, wanted, toTree, rebuild);
  const files = [{path: 'assets.Dockerfile', content: text, mode: 0o644}];
  const ignores = [{path: 'assets.Dockerfile.dockerignore', content: ignoreForAssets(project, assets.built?.files ?? []), mode: 0o644}];
  const {directory} = project.assets;
  const apt = aptSource(inputs, toolsOf(project.assets));
  return {
    hash: wanted,
    files,
    ignores,
    steps: because === null ? [] : [{do: 'build-assets', directory, inputs: wanted, toTree, apt, because}],
  };
}

function reason({built}: NonNullable<Inputs['assets']>, wanted: string, toTree: boolean, rebuild: boolean): string | null {
  if (rebuild) return '--build asks for it';
  if (built === null) return 'it was never built';
  if (built.inputs !== wanted) return 'its sources changed';
  return toTree && !built.placed ? 'the work tree does not have it yet' : null;
}

/** What no front end is made from, besides what is no code: Python, prose, and what an earlier build made. */
export function ignoreForAssets(project: Parameters<typeof ignoreForCode>[0], made: readonly string[]): string {
  const prose = ['**/*.py', '**/*.po', '**/*.mo', '**/*.md', '**/*.rst', '**/requirements*.txt', '**/*.sqlite3-journal'];
  const caches = ['**/.cache', '**/.parcel-cache', '**/.turbo', '**/bower_components', 'devenv.lock'];
  return `${ignoreForCode(project, null, made)}${[...prose, ...caches].join('\n')}\n`;
}
