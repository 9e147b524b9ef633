import type {Project} from '../model/project';
import {network, ssh} from './network';

/** Whether packages of the project come from repositories. */
export function usesGit({dependencies}: Pick<Project, 'dependencies'>): boolean {
  const files = [...dependencies.production, ...dependencies.development];
  return files.some(({content, text}) => /\bgit\+|\bgit = ["']|\bgit:\/\//.test(text ?? content));
}

/** What a RUN that fetches the project's packages needs of the machine. */
export function networkFor(project: Pick<Project, 'dependencies'>): string {
  return usesGit(project) ? `${network} ${ssh}` : network;
}

/** Hosts whose public repositories everybody may read over https, whatever a lock wrote down. */
const publicHosts = ['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org'];

/**
 * The RUN that has git fetch from them over https: nobody serves the git protocol any more, and where the build has no key
 * for ssh. With an agent at hand git goes without its global settings.
 */
export function overHttps(): string {
  const settings = publicHosts.flatMap(host => [
    instead('system', host, `git://${host}/`),
    ...[`ssh://git@${host}/`, `git@${host}:`].map(from => instead('global', host, from)),
  ]);
  return `RUN ${settings.join(' \\\n && ')}\n`;
}

function instead(scope: 'system' | 'global', host: string, from: string): string {
  return `git config --${scope} --add url.https://${host}/.insteadOf ${from}`;
}
