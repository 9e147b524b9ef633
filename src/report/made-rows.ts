import type {Assets} from '../model/assets';
import type {Project} from '../model/project';

type FrontEnd = Pick<Assets, 'command' | 'packages' | 'directory' | 'node'> & {readonly install: string};
type Made = Pick<Project, 'messages' | 'debian'> & {readonly assets: FrontEnd | null};

/** What is installed or made before the pages are whole: only where there is something. */
export function madeRows({assets, messages, debian}: Made): readonly (readonly [string, string, string])[] {
  const places = messages?.directories.map(name => (name === '' ? 'the root' : name)).join(', ') ?? '';
  return [
    ...(debianText(debian) === '' ? [] : [['Debian', debianText(debian), 'debian'] as const]),
    ...(assets === null ? [] : [['Front end', assetsText(assets), 'assets'] as const]),
    ...(messages === null ? [] : [['Messages', `compiled from ${places}`, 'messages'] as const]),
  ];
}

const mostNamed = 4;

/** The first names of a list, with how many there are besides. */
export function shortened(names: readonly string[]): string {
  return names.length <= mostNamed ? names.join(', ') : `${names.slice(0, mostNamed).join(', ')}, ${String(names.length - mostNamed)} more`;
}

/** "ffmpeg; not installed: texlive (apt: in devenv.yaml adds it)" */
function debianText({packages, others}: Project['debian']): string {
  const rest = others.length === 0 ? [] : [`not installed: ${shortened(others)} (apt: in devenv.yaml)`];
  return [...(packages.length === 0 ? [] : [packages.join(', ')]), ...rest].join('; ');
}

/** "npm run build in frontend, on Node 20: frontend/.nvmrc" */
function assetsText({command, install, packages = [], directory, node}: FrontEnd): string {
  const does = [...(packages.length === 0 ? [] : [`${install} for ${packages.join(', ')}`]), ...(command === 'true' ? [] : [command])];
  return `${does.join('; ')}${directory === '' ? '' : ` in ${directory}`}, on Node ${node.why}`;
}
