import type {GeneratedFile, Step} from '../model/plan';
import type {Inputs} from './inputs';

/** One step that writes what differs from what lies in .devenv; none when all is as it should be. */
export function planFiles({observed}: Inputs, files: readonly GeneratedFile[]): readonly Step[] {
  const differing = files.filter(({path, content}) => observed.files[path] !== content);
  if (differing.length === 0) return [];
  const isNew = files.every(({path}) => path === ownIgnore.path || observed.files[path] === undefined);
  const because = isNew ? 'this project is new to devenv' : `made anew: ${differing.map(({path}) => path).join(', ')}`;
  return [{do: 'write-files', files: differing, because}];
}

/** .devenv ignores itself: nothing of it belongs into version control. */
export const ownIgnore: GeneratedFile = {path: '.gitignore', content: '*\n', mode: 0o644};

/** Those that every Debian has: code asks for them by name. Source: base-passwd, passwd.master. */
const accounts = [
  ...['root:x:0:0:root:/root:/bin/bash', 'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin', 'bin:x:2:2:bin:/bin:/usr/sbin/nologin'],
  ...['mail:x:8:8:mail:/var/mail:/usr/sbin/nologin', 'www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin'],
  'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
];
const groups = ['root:x:0:', 'daemon:x:1:', 'bin:x:2:', 'tty:x:5:', 'mail:x:8:', 'www-data:x:33:', 'users:x:100:', 'nogroup:x:65534:'];

/** The invoking user has a name inside the container too. */
export function accountFiles({user}: Inputs): readonly GeneratedFile[] {
  const {uid, gid} = user;
  const person = uid === 0 ? [] : [`dev:x:${String(uid)}:${String(gid)}:dev:/tmp:/bin/bash`];
  const group = gid === 0 ? [] : [`dev:x:${String(gid)}:`];
  return [
    {path: 'passwd', content: lines(...person, ...accounts), mode: 0o644},
    {path: 'group', content: lines(...group, ...groups), mode: 0o644},
  ];
}

/** What devenv.yaml lays over the work tree. */
export function overlayFiles({settings}: Inputs): readonly GeneratedFile[] {
  return Object.entries(settings.overlay).map(([path, content]) => ({path: `files/${path}`, content, mode: 0o644}));
}

/** images/app as it goes into the build context. */
export function scriptFiles(scripts: Readonly<Record<string, string>>): readonly GeneratedFile[] {
  return Object.entries(scripts).map(([name, content]) => ({path: `app/${name}`, content, mode: content.startsWith('#!') ? 0o755 : 0o644}));
}

/** Shell text that sets the variables, the same in every shell of POSIX: each value in single quotes. */
export function shellExports(variables: Readonly<Record<string, string>>): string {
  const quoted = Object.entries(variables).map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`);
  return quoted.length === 0 ? '' : lines(...quoted);
}

function lines(...texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}
