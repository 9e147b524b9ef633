/** Hosts whose public repositories everybody may read over https, whatever a lock wrote down. */
const publicHosts = ['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org'];

/** The RUN that has git fetch from them over https: a build has no key for ssh, and nobody serves the git protocol any more. */
export function overHttps(): string {
  const settings = publicHosts.flatMap(host =>
    [`ssh://git@${host}/`, `git@${host}:`, `git://${host}/`].map(
      from => `git config --system --add url.https://${host}/.insteadOf ${from}`,
    ),
  );
  return `RUN ${settings.join(' \\\n && ')}\n`;
}
