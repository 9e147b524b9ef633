import type {Step} from '../model/plan';
import {officialImages, sourceOf} from './bases';
import {neededBases} from './images';
import type {Inputs} from './inputs';

/**
 * The step that pins the official images by their digests in devenv.lock; none where the images are made here, or all are pinned.
 * @param renew asks the registry anew for those that are pinned
 */
export function planImageLock(inputs: Inputs, renew: boolean): readonly Step[] {
  if (sourceOf(inputs) !== 'registry') return [];
  const images = officialImages(inputs);
  const pinned = inputs.project.lock?.images ?? {};
  const wanted = [...new Set(neededBases(inputs, ['dev']).map(name => images[name]))].sort();
  const open = wanted.filter(image => renew || !(image in pinned));
  if (open.length === 0) return [];
  const because = renew ? 'asked for: their tags may have moved' : 'a tag moves, a digest does not: every machine gets the same';
  return [{do: 'lock-images', images: open, because}];
}
