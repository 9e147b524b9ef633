import {compareWithDirenv, type Comparison} from './env';
import {DevenvError} from './model/errors';
import type {Finding} from './model/finding';
import {readSources} from './read';

/** What an installed direnv reads from .envrc, beside what devenv does; nothing for a project or a file that cannot be read. */
export async function examineDirenv(directory: string): Promise<readonly Finding[]> {
  try {
    const {root, project, settings} = await readSources(directory);
    const compared = await compareWithDirenv(root, project.workdir, settings.envrc);
    return compared === null ? [] : [judge(compared)];
  } catch (error) {
    if (!(error instanceof DevenvError)) throw error;
    return [];
  }
}

function judge({file, same, different, onlyDevenv, onlyDirenv, refused}: Comparison): Finding {
  const what = 'Variables';
  const next = 'docs/envrc.md says where devenv does otherwise; direnv decides with envrc: {evaluator: direnv} in devenv.yaml';
  if (refused !== null) return {what, state: 'doubtful', detail: `devenv reads ${file}, and direnv does not: ${refused}`, next};
  if (same === null) {
    return {what, state: 'good', detail: `${file} is allowed here, but not in direnv, so the two are not compared`, next: null};
  }
  const differences = [
    ['devenv and direnv differ in the value of', different],
    ['only devenv sets', onlyDevenv],
    ['only direnv sets', onlyDirenv],
  ] as const;
  const told = differences.flatMap(([said, names]) => (names.length === 0 ? [] : [`${said} ${names.join(', ')}`]));
  if (told.length === 0) {
    return {what, state: 'good', detail: `devenv and direnv read the same from ${file}: ${String(same.length)} variables`, next: null};
  }
  return {what, state: 'doubtful', detail: `${file}: ${told.join('; ')}`, next};
}
