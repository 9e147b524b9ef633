import {fill, pairsIn} from './dockerfile-stages';
import {imagesIn, valuesOf, type Said} from './pipelines';
import {order} from './python-versions';
import {readTomlLines} from './toml';

/** Finds what the text of a file says about the version of Python. */
export type Reader = (content: string) => readonly Said[];

/** The first group of a pattern that a line has. */
export function lines(pattern: RegExp): Reader {
  return content =>
    content.split('\n').flatMap((text, at) => {
      const groups: readonly (string | undefined)[] = pattern.exec(text)?.slice(1) ?? [];
      const says = groups.find(group => group !== undefined);
      return says === undefined ? [] : [{says: dotted(says), line: at + 1}];
    });
}

/** The values of keys of a TOML file, as [section, key]. */
export function toml(...places: readonly (readonly [section: string, key: string])[]): Reader {
  return content =>
    readTomlLines(content)
      .filter(line => places.some(([section, key]) => line.section === section && line.key === key))
      .map(({value, line}) => ({says: value, line}));
}

/** mise takes the first of a list, and a version of a table. */
export function readMise(content: string): readonly Said[] {
  const read = toml(['tools', 'python'], ['tools.python', 'version']);
  return read(content).flatMap(({says, line}) => {
    const version = /\d+\.\d+[\w.]*/.exec(says)?.[0];
    return version === undefined ? [] : [{says: version, line}];
  });
}

/** The images that a Dockerfile is made from, with the values of its arguments, and the argument that is named for Python. */
export function readDockerfile(content: string): readonly Said[] {
  let variables: Readonly<Record<string, string>> = {};
  return content.split('\n').flatMap((text, at) => {
    const [, keyword = '', rest = ''] = /^\s*(ARG|FROM)\s+(.*)$/i.exec(text) ?? [];
    const isArgument = keyword.toUpperCase() === 'ARG';
    if (isArgument) variables = {...variables, ...pairsIn(rest)};
    const says = isArgument ? /^PYTHON_VERSION=["']?(\d+\.\d+[\d.]*)/.exec(rest)?.[1] : pythonOf(fill(rest, variables));
    return says === undefined ? [] : [{says, line: at + 1}];
  });
}

/** Versions of setup-python and of Travis, and the images that jobs run in; of a matrix the first that is no Python 2. */
export function readPipeline(content: string): readonly Said[] {
  const lists = ['python-version', 'python_version', 'python'].flatMap(key => valuesOf(content, key));
  const chosen = lists.flatMap(items => {
    const versions = items.flatMap(({says, line}) => {
      const version = /^\d+\.\d+[\d.]*/.exec(says)?.[0];
      return version === undefined ? [] : [{says: version, line}];
    });
    return versions.find(({says}) => !says.startsWith('2.')) ?? versions[0] ?? [];
  });
  const images = imagesIn(content).flatMap(({says, line}) => {
    const version = pythonOf(says);
    return version === undefined ? [] : [{says: version, line}];
  });
  return [...chosen, ...images].sort((one, other) => one.line - other.line);
}

/** The newest of the environments of tox: `py{39,310}-django`, `py39, py3.10`; and those that name their Python. */
export function readTox(content: string): readonly Said[] {
  const texts = content.split('\n');
  const from = texts.findIndex(text => /^env_?list\s*=/.test(text));
  const after = texts.findIndex((text, at) => at > from && /^\S/.test(text));
  const found = (from < 0 ? [] : texts.slice(from, after < 0 ? texts.length : after)).flatMap((text, at) =>
    [...text.matchAll(/\bpy(\d?\.?)(?:\{([^}]*)\}|(\d+))/g)].flatMap(([, start = '', list, one = '']) =>
      (list ?? one).split(',').map(item => ({says: dotted(start + item.trim()), line: from + at + 1})),
    ),
  );
  const versions = found.filter(({says}) => /^3\.\d+$/.test(says));
  const newest = versions.sort((one, other) => order(other.says) - order(one.says)).slice(0, 1);
  return [...lines(/^\s*base_?python\s*=\s*python(\d+\.\d+)/)(content), ...newest];
}

/** A variable of the environment in the list of a host: its key in one line, its value in the next. */
export function readRender(content: string): readonly Said[] {
  const texts = content.split('\n');
  return lines(/^\s*value:\s*["']?(\d+\.\d+[\d.]*)/)(content).filter(({line}) =>
    /\bkey:\s*["']?PYTHON_VERSION\b/.test(texts[line - 2] ?? ''),
  );
}

/** The Python of `python:3.12-slim`, `cimg/python:3.7.12`, `devcontainers/python:1-3.12` and `uv:0.8-python3.13-slim`. */
function pythonOf(image: string): string | undefined {
  const [, named, tagged] = /(?:^|[\s/])python:(?:\d-)?(\d+\.\d+[\d.]*)|[:-]python(\d+\.\d+[\d.]*)/.exec(image) ?? [];
  return named ?? tagged;
}

/** "3.11" of "311". */
function dotted(version: string): string {
  return version.replace(/^3(\d{1,2})$/, '3.$1');
}
