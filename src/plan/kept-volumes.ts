import type {Inputs} from './inputs';
import {inImage} from './names';

interface KeptVolume {
  readonly name: string;
  /** "volume:path", as a service of the project's code mounts it. */
  readonly mount: string;
}

/** What outlives the containers of production beside the stores' data: uploads and logs. In development they lie in the work tree. */
export function keptVolumes({project, mode}: Inputs): readonly KeptVolume[] {
  if (mode === 'development') return [];
  const {media, logs} = project;
  const uploads = media.root === null ? [] : [{name: 'media', mount: `media:${inImage(media.root)}`}];
  return [...uploads, ...logs.directories.map(volumeOfLogs)];
}

function volumeOfLogs(directory: string): KeptVolume {
  const name = `logs${directory.replace(/^\/?/, '/').replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
  return {name, mount: `${name}:${inImage(directory)}`};
}

/** A log beside the code, or where nobody knows, can be given no volume: its container needs a root that is written to. */
export function rootOf({logs}: Inputs['project']): {readonly read_only?: false} {
  return logs.beside.length > 0 || logs.unknown ? {read_only: false} : {};
}
