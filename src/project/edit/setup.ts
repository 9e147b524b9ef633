import {isForDevelopment} from '../parts';
import {addToArray, behind, removeFromArray, type Opening} from './array';
import type {Place, SetName} from './places';
import {addToList, removeFromList} from './ini';

/** Where a setup.cfg lists a set: what it always installs, and its extras for development. */
export function placesInSetupCfg(set: SetName, content?: string): readonly Place[] {
  if (set === 'production') return [list('options', 'install_requires')];
  return developing(content, /^([\w-]+)\s*=/gm).map(name => list('options.extras_require', name));
}

/** Where a setup.py lists a set, in literal lists. */
export function placesInSetupPy(set: SetName, content?: string): readonly Place[] {
  if (set === 'production') return [array(behind(/\binstall_requires\s*=\s*\[/))];
  return developing(content, /["']([\w-]+)["']\s*:\s*\[/g).map(name => array(behind(new RegExp(`["']${name}["']\\s*:\\s*\\[`))));
}

/** Names of extras for development, the likeliest alone where a requirement has to have one place. */
function developing(content: string | undefined, names: RegExp): readonly string[] {
  if (content === undefined) return ['dev', 'develop', 'development', 'test', 'tests'];
  return [...new Set([...content.matchAll(names)].map(([, name = '']) => name).filter(isForDevelopment))];
}

function list(section: string, key: string): Place {
  return {
    add: (content, requirement) => addToList(content, section, key, requirement),
    remove: (content, name) => removeFromList(content, section, key, name),
  };
}

function array(opening: Opening): Place {
  return {
    add: (content, requirement) => addToArray(content, opening, requirement),
    remove: (content, name) => removeFromArray(content, opening, name),
  };
}
