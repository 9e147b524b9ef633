import type {GeneratedFile} from '../model/plan';
import type {Dependencies, DependencyFile} from '../model/dependencies';
import type {Settings} from '../model/settings';
import {publicIndexLine} from './public-index';
import {nameRepository} from './repositories';

const publicIndex = new RegExp(publicIndexLine);

type SetName = 'production' | 'development';

/**
 * Everything that is resolved, as requirements files below .devenv/requirements with the names that pathOf gives.
 * @param settings what devenv.yaml replaces and drops, so that uv finds these by their names
 */
export function resolvedFiles(
  {production, development}: Dependencies,
  settings: Pick<Settings, 'replace' | 'drop'>,
): readonly GeneratedFile[] {
  const asked = [...Object.keys(settings.replace), ...settings.drop];
  const files = [...production.map(file => [file, 'production'] as const), ...development.map(file => [file, 'development'] as const)];
  const texts = new Map(files.flatMap(([file, set]) => (file.text === null ? [] : [[pathOf(file, set), edit(file.text, asked)] as const])));
  return [...texts].map(([path, content]) => ({path: `requirements/${path}`, content, mode: 0o644}));
}

/** The files that cannot be installed as they are written. */
export function editedFiles({production, development}: Dependencies): readonly GeneratedFile[] {
  const files = [...new Map([...production, ...development].filter(isEdited).map(file => [file.file, file])).values()];
  return files.map(({file, text}) => ({path: `requirements/${file}`, content: edit(text ?? ''), mode: 0o644}));
}

/** Whether a file must be edited before an installer reads it. */
export function isEdited({kind, text, content}: DependencyFile): boolean {
  return kind === 'requirements' && text !== null && edit(text) !== content;
}

/** The path of a set's requirements: that of the file itself, or one beside a file that holds several sets. */
export function pathOf({file, kind}: DependencyFile, set: SetName): string {
  return kind === 'requirements' ? file : `${file}.${set}.txt`;
}

/** Line for line, so that an error's line stays right; what is about all of them comes after the last. */
function edit(text: string, asked: readonly string[] = []): string {
  const formats: string[] = [];
  const lines = text
    .split('\n')
    .map(line => takeFormats(line, formats))
    .map(line => (isLocal(line) ? `# in the repository: ${line}` : nameRepository(overHttps(ownIndex(line)), asked)));
  return [...lines, ...formats].join('\n');
}

/** "psycopg2 --no-binary psycopg2": pip takes it for all packages from any line, uv from a line of its own alone. */
function takeFormats(line: string, formats: string[]): string {
  if (/^(#|-)/.test(line)) return line;
  const [code = ''] = line.split(/(?=\s#)/);
  const bare = code.replaceAll(/\s+(--(?:no|only)-binary[\s=]\s*[^\s\\]+)/g, (_, format: string) => {
    formats.push(format);
    return '';
  });
  return `${bare}${line.slice(code.length)}`;
}

/** A directory of the repository, which is there without being installed. */
function isLocal(line: string): boolean {
  return /^\s*(-e|--editable)[ =]\s*["']?(\.|file:|[\w-]+\/?["']?\s*(#|$))/.test(line) || /^\s*\.{1,2}(\/\S*)?\s*(#.*)?$/.test(line);
}

function ownIndex(line: string): string {
  return publicIndex.test(line) ? `# the default of everybody: ${line}` : line;
}

/** Nobody serves the git protocol any more: "git+git://host/x" is "git+https://host/x". */
function overHttps(line: string): string {
  return line.replaceAll(/\bgit\+git:\/\//g, 'git+https://').replaceAll(/(^|\s)git:\/\//g, '$1git+https://');
}
