import {createHash} from 'node:crypto';
import type {AbsentSettings, StandIn} from '../model/absent-settings';
import type {Settings} from '../model/settings';
import {findUnwritten} from './absent-settings';
import {readFacts, type Facts} from './facts';
import {overlaid} from './overlay';
import {parsed} from './python-source/code';
import type {Tree} from './tree';

/** What a tree says once the samples of settings that nothing starts without are where they are meant to be copied. */
export function readWithSamples(tree: Tree, settings: Settings): Facts {
  const code = parsed(tree);
  const named = toStandIns(tree, findUnwritten(code, settings.django));
  const begun = named.length === 0 ? tree : lay(tree, named);
  // Without any, which is usual, nothing is parsed a second time.
  const facts = readFacts(begun === tree ? code : parsed(begun), settings);
  const imported = toStandIns(tree, facts.absentSettings);
  const all = imported.length === 0 ? facts : readFacts(parsed(lay(begun, imported)), settings);
  const standIns = [...named, ...imported];
  return standIns.length === 0 ? all : {...all, standIns};
}

function toStandIns(tree: Tree, absent: readonly AbsentSettings[]): readonly StandIn[] {
  return absent.flatMap(({file, sample, unwritten, where}) => {
    if (unwritten !== true || sample === null) return [];
    return [{file, sample, where, added: missingIn(tree.read(sample) ?? '', file)}];
  });
}

/** Lines for what Django refuses and the sample leaves empty. */
function missingIn(text: string, file: string): string {
  if (!file.endsWith('.py')) return '';
  const key = `devenv-development-only-${createHash('sha256').update(`${file}\0${text}`).digest('hex')}`;
  const lines = [
    ...(/^SECRET_KEY\s*=\s*(["'])\1\s*(#.*)?$/m.test(text) ? [`SECRET_KEY = '${key}'`] : []),
    ...(/^ALLOWED_HOSTS\s*=\s*\[\s*\]/m.test(text) ? ["ALLOWED_HOSTS = ['localhost', '127.0.0.1', '[::1]']"] : []),
  ];
  return lines.length === 0 ? '' : `\n# Added by devenv, as the sample leaves it empty.\n${lines.join('\n')}\n`;
}

function lay(tree: Tree, standIns: readonly StandIn[]): Tree {
  return overlaid(tree, Object.fromEntries(standIns.map(({file, sample, added}) => [file, `${tree.read(sample) ?? ''}${added}`])));
}
