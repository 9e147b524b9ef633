import {isForDevelopment} from '../parts';
import {addToArray, inToml, removeFromArray} from './array';
import type {Place, SetName} from './places';
import {constraintOf, nameOf} from './requirement';
import {addToTable, removeFromTable} from './table';

/**
 * Where a pyproject.toml lists a set, the likeliest first: with its content, every group that it has. Beside the list of
 * `[project]`, poetry's table only says more of what is in it.
 */
export function placesInPyproject(set: SetName, content?: string): readonly Place[] {
  return set === 'production' ? production : development(content === undefined ? ['dev'] : groupsIn(content));
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
    add: (content, requirement) => addToArray(content, inToml(section, key), requirement),
    remove: (content, name) => removeFromArray(content, inToml(section, key), name),
  };
}

function table(section: string): Place {
  return {
    add: (content, requirement) => addToTable(content, section, nameOf(requirement), constraintOf(requirement)),
    remove: (content, name) => removeFromTable(content, section, name),
  };
}
