import type {Document} from 'yaml';
import {LineCounter, parseDocument} from 'yaml';
import type {Proof} from '../model/proof';
import {locate} from './locate';
import type {Problem} from './problem';
import {schema, type Written} from './schema';
import type {Source} from './source';
import {wordingOf, type Plain} from './wording';

export interface Read {
  /** Empty where there are problems. */
  readonly written: Written;
  readonly problems: readonly Problem[];
  /** Where each variable stands, by its path such as "env.NAME". */
  readonly places: Readonly<Record<string, Proof>>;
}

/** Parses and checks one file. Never throws: what is wrong with the file is in `problems`. */
export function readWritten(source: Source): Read {
  const text = decode(source.bytes);
  if (text === null) return refuse([{...start(source.file), text: 'not UTF-8 text'}]);
  const lines = new LineCounter();
  const document = parse(text, lines);
  if (document === null) return refuse([{...start(source.file), text: tooDeep}]);
  return document.errors.length > 0 ? refuse(syntaxProblems(source.file, document, lines)) : check(source.file, document, lines);
}

const tooDeep = 'nested too deeply';

function start(file: string) {
  return {file, line: 1, column: 1};
}

function refuse(problems: readonly Problem[]): Read {
  return {written: {}, problems, places: {}};
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return null;
  }
}

/** The parser descends by recursion: null when the text is too deep for it. */
function parse(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    const document = parseDocument(text, {lineCounter, merge: true, prettyErrors: false, logLevel: 'error'});
    return document.errors.some(({code}) => code === 'RESOURCE_EXHAUSTION') ? null : document;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const ownWording: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key is there twice',
  MULTIPLE_DOCS: 'a second document begins here; one file holds one',
};

function syntaxProblems(file: string, {errors}: Document.Parsed, lines: LineCounter): readonly Problem[] {
  return errors.map(({code, message, pos}) => {
    const {line, col} = lines.linePos(pos[0]);
    return {file, line: Math.max(line, 1), column: Math.max(col, 1), text: ownWording[code] ?? message};
  });
}

function check(file: string, document: Document.Parsed, lines: LineCounter): Read {
  const plain = plainOf(document);
  if (plain.problem !== undefined) return refuse([{...start(file), text: plain.problem}]);
  const result = schema.safeParse(plain.value ?? {});
  if (result.success) return {written: result.data, problems: [], places: placesOf(file, document, lines, result.data)};
  const wordings = result.error.issues.flatMap(issue => wordingOf(issue, plain.value));
  return refuse(wordings.map(({path, ofKey, ...rest}) => ({file, ...locate(document, lines, path, ofKey), ...rest})));
}

function placesOf(file: string, document: Document.Parsed, lines: LineCounter, {env, services}: Written): Read['places'] {
  const sections = [['env'], ...Object.keys(services ?? {}).map(service => ['services', service, 'env'])];
  const variables = [env, ...Object.values(services ?? {}).map(service => service?.env)];
  const paths = sections.flatMap((section, at) => Object.keys(variables[at] ?? {}).map(name => [...section, name]));
  return Object.fromEntries(paths.map(path => [path.join('.'), {file, line: locate(document, lines, path, true).line}]));
}

/** Resolves aliases; a document that grows without measure by them is a problem. */
function plainOf(document: Document.Parsed): {readonly value: Plain; readonly problem?: never} | {readonly problem: string} {
  try {
    return {value: withoutOwnKeys(document.toJS() as Plain)};
  } catch (error) {
    if (error instanceof RangeError) return {problem: tooDeep};
    if (error instanceof ReferenceError) return {problem: 'its aliases grow without measure'};
    if (/^Merge sources/.test((error as Error).message)) return {problem: '<< takes keys and values, or an alias of them'};
    throw error;
  }
}

/** Drops the keys that begin with x-. */
function withoutOwnKeys(value: Plain): Plain {
  if (Array.isArray(value)) return value.map(withoutOwnKeys);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !key.startsWith('x-'));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutOwnKeys(inner)]));
}
