import {realpathSync} from 'node:fs';
import {basename} from 'node:path';
import type {Compilation} from '../model/dependencies';
import type {Project} from '../model/project';
import type {Settings} from '../model/settings';
import {findCompiled} from './compiled';
import {readGit} from './git';
import {projectId} from './identity';
import {overlaid} from './overlay';
import {readWithSamples} from './stand-ins';
import {diskTree} from './tree';

export interface ReadOptions {
  /** Whether to ask git for the commit: two processes more. */
  readonly git?: boolean;
}

/**
 * How the compiled files of a project were made.
 * @throws DevenvError `usage` where a file that one was made from includes one that is not there.
 */
export function readCompiled({root, dependencies}: Pick<Project, 'root' | 'dependencies'>): readonly Compilation[] {
  return findCompiled(diskTree(root), [...dependencies.production, ...dependencies.development]);
}

/**
 * All that the code below `root` says about itself, with what the settings in devenv.yaml say instead.
 * Nothing of the project is executed.
 * @throws DevenvError `usage` where a file that must be there is not.
 */
export async function readProject(root: string, settings: Settings, options: ReadOptions = {}): Promise<Project> {
  const directory = realpathSync(root);
  const git = options.git === true ? readGit(directory) : null;
  const name = settings.name ?? basename(directory);
  const facts = readWithSamples(overlaid(diskTree(directory), settings.overlay), settings);
  return {root: directory, name, id: projectId(directory, basename(directory)), ...facts, git: await git};
}
