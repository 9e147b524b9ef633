import type {AbsentSettings, StandIn} from '../model/absent-settings';
import type {Settings} from '../model/settings';
import {findUnwritten} from './absent-settings';
import {readFacts, type Facts} from './facts';
import {overlaid} from './overlay';
import {parsed} from './python-source/code';
import type {Tree} from './tree';

/** What a tree says once the samples of settings that nothing starts without are where they are meant to be copied. */
export function readWithSamples(tree: Tree, settings: Settings): Facts {
  const named = toStandIns(findUnwritten(parsed(tree), settings.django));
  const begun = lay(tree, named);
  const facts = readFacts(parsed(begun), settings);
  const imported = toStandIns(facts.absentSettings);
  const all = imported.length === 0 ? facts : readFacts(parsed(lay(begun, imported)), settings);
  const standIns = [...named, ...imported];
  return standIns.length === 0 ? all : {...all, standIns};
}

function toStandIns(absent: readonly AbsentSettings[]): readonly StandIn[] {
  return absent.flatMap(({file, sample, unwritten, where}) => (unwritten === true && sample !== null ? [{file, sample, where}] : []));
}

function lay(tree: Tree, standIns: readonly StandIn[]): Tree {
  return overlaid(tree, Object.fromEntries(standIns.map(({file, sample}) => [file, tree.read(sample) ?? ''])));
}
