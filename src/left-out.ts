import {existsSync} from 'node:fs';
import {join, posix} from 'node:path';
import {DevenvError} from './model/errors';
import type {Project} from './model/project';
import type {Inputs} from './plan';
import {lineThatIgnores} from './project';

/**
 * Refuses tests whose settings the project's own .dockerignore keeps out of the image, before it is built: it runs what
 * ships. Who names other settings behind `--` is let through.
 * @throws DevenvError `usage` with the line of .dockerignore.
 */
export function refuseLeftOut({project, ignore}: Inputs, args: readonly string[]): void {
  const {settings} = project.test;
  if (settings === null || ignore === null || args.some(word => /^--(ds|settings)\b/.test(word))) return;
  const file = fileOf(project, settings);
  const line = file === null ? null : lineThatIgnores(ignore, file);
  if (file === null || line === null) return;
  const [named] = project.proofs['test']?.slice(-1) ?? [];
  const asker = named === undefined ? 'The tests want' : `${named.file}:${String(named.line)} wants`;
  const flag = project.test.command.includes('pytest') ? '--ds' : '--settings';
  throw new DevenvError('usage', `${asker} ${settings}, and .dockerignore leaves ${file} out of the image that is tested`, {
    where: {file: '.dockerignore', line},
    next: [
      `end .dockerignore with a line that takes it back: !${file}`,
      `or test with the settings that ship: devenv test -- ${flag}=${project.django.settings}`,
    ],
  });
}

function fileOf({root, workdir}: Project, module: string): string | null {
  const path = module.split('.').join('/');
  const files = [workdir, ''].flatMap(directory => [`${path}.py`, `${path}/__init__.py`].map(file => posix.join(directory, file)));
  return files.find(file => existsSync(join(root, file))) ?? null;
}

/** Lines of .dockerignore that seem to leave tests out: where no test ran, they are why. */
export function testsLeftOut({ignore}: Inputs): readonly string[] {
  return (ignore ?? '')
    .split('\n')
    .flatMap((text, at) =>
      /^\s*[^#!\s].*\btests?\b/.test(text)
        ? [`.dockerignore:${String(at + 1)} leaves ${text.trim()} out of the image that is tested: remove it`]
        : [],
    );
}
