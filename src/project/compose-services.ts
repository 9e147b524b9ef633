import {parse} from 'yaml';

/** A service of a compose file, in the words of that file. */
export interface ComposeService {
  readonly name: string;
  /** Entry point and command. */
  readonly command: string;
  /** Of what is built: the directory, and the Dockerfile in it; null for an image of somebody else. */
  readonly build: {readonly context: string; readonly dockerfile: string} | null;
  readonly environment: ReadonlyMap<string, string>;
  readonly envFiles: readonly string[];
}

const largest = 200_000;

/** The services of a compose file; none where it is no YAML, as a template is not. */
export function composeServices(content: string): readonly ComposeService[] {
  if (content.length > largest || !content.includes('services:')) return [];
  const read: unknown = tryParse(content);
  const services = entries(entries(read).find(([name]) => name === 'services')?.[1]);
  return services.map(([name, service]) => {
    const of = new Map(entries(service));
    return {
      name,
      command: `${words(of.get('entrypoint'))} ${words(of.get('command'))}`,
      build: buildOf(of.get('build')),
      environment: environmentOf(of.get('environment')),
      envFiles: filesOf(of.get('env_file')),
    };
  });
}

function tryParse(content: string): unknown {
  try {
    return parse(content, {merge: true, logLevel: 'silent'});
  } catch {
    return null;
  }
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function words(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(' ') : typeof value === 'string' ? value : '';
}

function buildOf(value: unknown): ComposeService['build'] {
  if (typeof value === 'string') return {context: value, dockerfile: 'Dockerfile'};
  const of = new Map(entries(value));
  return of.size === 0 ? null : {context: words(of.get('context')), dockerfile: words(of.get('dockerfile')) || 'Dockerfile'};
}

function environmentOf(value: unknown): ReadonlyMap<string, string> {
  const listed = Array.isArray(value)
    ? value.map(String).map(text => [text.replace(/=.*/s, ''), text.replace(/^[^=]*=?/, '')] as const)
    : [];
  return new Map([...listed, ...entries(value).map(([name, text]) => [name, String(text)] as const)]);
}

/** A name, a list of names, or a list of mappings with a path. */
function filesOf(value: unknown): readonly string[] {
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  return listed.flatMap(one =>
    typeof one === 'string' ? [one] : entries(one).flatMap(([key, path]) => (key === 'path' ? [String(path)] : [])),
  );
}
