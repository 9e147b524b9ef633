import {archivedRepository} from '../model/archive';
import type {Dependencies} from '../model/dependencies';

/** A requirement that is a repository, or an archive of one: what stands before it, its URL, and what follows. */
const line =
  /^\s*(?:(?:-e|--editable)[ =]\s*)?["']?((?:git|hg|svn|bzr)\+|(?=https?:\/\/[^\s"'#]+\/(?:archive|tarball|zipball)\/))([^\s"'#]+)(?:#([^\s"']*))?["']?(.*)$/;

/**
 * A line that names a repository, as uv reads it: uv installs none in place ("-e"), and it can only replace or drop a
 * requirement whose name stands before the URL. Other lines stay as they are.
 * @param asked names that devenv.yaml replaces or drops; a repository without `egg=` is meant by its own name
 */
export function nameRepository(text: string, asked: readonly string[]): string {
  const [whole, kind, url = '', fragment = '', rest = ''] = line.exec(text) ?? [];
  if (whole === undefined || kind === undefined) return text;
  const parts = fragment.split('&').filter(part => part !== '');
  const egg = parts.find(part => part.startsWith('egg='))?.slice('egg='.length);
  const own = repositoryName(url);
  const name = egg === undefined ? (asked.includes(own) ? own : null) : egg.replace(/==.*$|-\d[\w.]*$/, '');
  const kept = parts.filter(part => !part.startsWith('egg='));
  const target = `${kind}${overSsh(url)}${kept.length === 0 ? '' : `#${kept.join('&')}`}${rest}`;
  return name === null ? target : `${name} @ ${target}`;
}

/** "git@host:team/x.git" is "ssh://git@host/team/x.git". */
function overSsh(url: string): string {
  return /:\/\//.test(url) ? url : url.replace(/^([^@/]+@[^:/]+):/, 'ssh://$1/');
}

/** "django-tools" of "https://host/team/Django_Tools.git@v1" and of "https://host/team/Django_Tools/archive/main.zip". */
function repositoryName(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/, '');
  const name = archivedRepository(url) ?? /([\w.-]+?)(?:\.git)?(?:@[^/]*)?\/?$/.exec(path)?.[1] ?? '';
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** What a shell runs after an installer that failed: it tells which of the repositories' names the index has too. */
export function tellNamesakes({production, development}: Dependencies): string {
  const files = [...production, ...development].filter(({text}) => text !== null);
  const names = files.flatMap(({requirements, text}) => {
    const lines = (text ?? '').split('\n');
    return requirements
      .filter(({line: at}) => line.test(lines[at - 1] ?? '') || /@\s*(?:git\+|https?:)/.test(lines[at - 1] ?? ''))
      .map(({name}) => name);
  });
  return names.length === 0 ? '' : lookUp([...new Set(names)].join(' '));
}

/** A package of a lock that comes from a repository or an archive. */
const elsewhere = /^\s*(?:source = \{ (?:git|url) =|type = "(?:git|url)"|(?:git|url) = "|"(?:git|file)": ")/m;

/** The same for what a lock's own tool wrote into a list. */
export function tellLockedNamesakes({production, development}: Dependencies, list: string): string {
  if (![...production, ...development].some(({content}) => elsewhere.test(content))) return '';
  return lookUp(`$(sed -n 's/^\\([A-Za-z0-9._-]*\\)[^ ]* @ .*/\\1/p' ${list})`);
}

function lookUp(names: string): string {
  const look =
    'uv pip compile --python /usr/local/bin/python3 --quiet --no-deps --no-header --no-annotate ${AS_OF:+--exclude-newer $AS_OF} -';
  return ` \\\n || { unset UV_OVERRIDE UV_EXCLUDE; for name in ${names}; do echo $name | ${look} 2>/dev/null | sed 's/^/on the index: /' >&2; done; exit 1; }`;
}
