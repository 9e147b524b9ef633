import {isForDevelopment} from '../parts';
import {addToArray, removeFromArray} from './array';
import {constraintOf, nameOf} from './requirement';
import {addToTable, removeFromTable} from './table';

export type SetName = 'production' | 'development';

/** Where a pyproject.toml may list packages. */
interface Place {
  readonly add: (content: string, requirement: string) => string | null;
  readonly remove: (content: string, name: string) => string | null;
}

/** Where a set may be listed, the likeliest first. Beside the list of `[project]`, poetry's table only says more of what is in it. */
export function placesToAdd(set: SetName): readonly Place[] {
  return set === 'production' ? production : development(['dev']);
}

/** Where a package of a set may be named: in every group that the file has. */
export function placesToRemove(set: SetName, content: string): readonly Place[] {
  return set === 'production' ? production : development(groupsIn(content));
}

const production: readonly Place[] = [array('project', 'dependencies'), table('tool.poetry.dependencies')];

function development(groups: readonly string[]): readonly Place[] {
  return [
    ...groups.map(group => table(`tool.poetry.group.${group}.dependencies`)),
    table('tool.poetry.dev-dependencies'),
    ...groups.map(group => array('dependency-groups', group)),
    ...groups.map(group => array('tool.pdm.dev-dependencies', group)),
    array('tool.uv', 'dev-dependencies'),
    ...groups.filter(isForDevelopment).map(group => array('project.optional-dependencies', group)),
  ];
}

/** Names of poetry's groups, and of all lists, of which those in other tables are found nowhere. */
function groupsIn(content: string): readonly string[] {
  const tables = [...content.matchAll(/^\[tool\.poetry\.group\.([\w-]+)\.dependencies\]/gm)];
  const lists = [...content.matchAll(/^\s*["']?([\w.-]+)["']?\s*=\s*\[/gm)];
  return [...new Set(['dev', ...[...tables, ...lists].map(([, name = '']) => name)])];
}

function array(section: string, key: string): Place {
  return {
    add: (content, requirement) => addToArray(content, section, key, requirement),
    remove: (content, name) => removeFromArray(content, section, key, name),
  };
}

function table(section: string): Place {
  return {
    add: (content, requirement) => addToTable(content, section, nameOf(requirement), constraintOf(requirement)),
    remove: (content, name) => removeFromTable(content, section, name),
  };
}
