import type {DependencyFile} from '../model/dependencies';

/** The uv that reads and writes a project's lock. */
export interface RequiredUv {
  /** What is installed for it; empty where the one of the stage serves. */
  readonly tool: readonly string[];
  readonly program: string;
}

/** The uv that `required-version` of a pyproject.toml admits, as each other one refuses to work there; a lower bound admits the newest. */
export function requiredUv(files: readonly DependencyFile[]): RequiredUv {
  const tables = files.flatMap(({content}) => /^\[tool\.uv\]\s*\n((?:(?!\[).*(?:\n|$))*)/m.exec(content)?.[1] ?? []);
  const wanted = tables.map(text => /^\s*required-version\s*=\s*["']([^"']+)["']/m.exec(text)?.[1]).find(found => found !== undefined);
  if (wanted === undefined || /^\s*>=?[^,]*$/.test(wanted)) return {tool: [], program: 'uv'};
  return {tool: [`'uv${/^\s*\d/.test(wanted) ? '==' : ''}${wanted.replace(/\s+/g, '')}'`], program: '/opt/tool/bin/uv'};
}
