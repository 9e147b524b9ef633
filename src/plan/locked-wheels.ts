import type {Project} from '../model/project';

/**
 * Whether a lock that lists files has a package with wheels of which none is for Linux and this Python: it is made from
 * its source, and wheels for others mean that there is something to compile.
 */
export function compilesLocked({dependencies, python}: Pick<Project, 'dependencies' | 'python'>): boolean {
  const locks = dependencies.production.filter(({kind}) => kind === 'uv.lock' || kind === 'poetry.lock' || kind === 'pdm.lock');
  return locks.some(({content}) => content.split('[[package]]').some(block => isCompiled(block, Number(python.version.split('.')[1]))));
}

function isCompiled(block: string, minor: number): boolean {
  const wheels = [...block.matchAll(/-([a-z0-9.]+)-([a-z0-9_.]+)-([a-z0-9_.]+)\.whl"/gi)].map(([, tag = '', abi = '', platform = '']) => ({
    tag,
    abi,
    platform,
  }));
  const hasSource = /\.(tar\.(gz|bz2)|zip)"/.test(block);
  const isForMachine = wheels.some(({platform}) => platform !== 'any');
  return hasSource && isForMachine && !wheels.some(wheel => serves(wheel, minor));
}

/** By the tags of a wheel's name. Source: PEP 425, and PEP 384 for abi3. */
function serves({tag, abi, platform}: {readonly tag: string; readonly abi: string; readonly platform: string}, minor: number): boolean {
  if (platform !== 'any' && !platform.includes('linux')) return false;
  return tag.split('.').some(one => {
    const [, kind = '', of = ''] = /^(cp|py)3(\d*)$/.exec(one) ?? [];
    if (kind === 'py') return of === '' || Number(of) <= minor;
    return kind === 'cp' && (Number(of) === minor || (abi.includes('abi3') && Number(of) <= minor));
  });
}
