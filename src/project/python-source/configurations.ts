import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {recordRead, settle} from './reads';
import {constant, stringOf, type Args, type EnvRead, type Value} from './value';

const shapes: Readonly<Record<string, {readonly cast: EnvRead['cast']; readonly separator?: string; readonly name?: string}>> = {
  Value: {cast: 'text'},
  BooleanValue: {cast: 'bool'},
  IntegerValue: {cast: 'int'},
  PositiveIntegerValue: {cast: 'int'},
  ListValue: {cast: 'list', separator: ','},
  TupleValue: {cast: 'list', separator: ','},
  SetValue: {cast: 'list', separator: ','},
  SecretValue: {cast: 'text'},
  DatabaseURLValue: {cast: 'url', name: 'DATABASE_URL'},
  CacheURLValue: {cast: 'url', name: 'CACHE_URL'},
  URLValue: {cast: 'text'},
  EmailValue: {cast: 'text'},
  PathValue: {cast: 'text'},
  BackendsValue: {cast: 'list', separator: ','},
};
const text: (typeof shapes)[string] = {cast: 'text'};

/** The classes of URLs wait for their attribute, whatever they are told. */
const late: ReadonlySet<string> = new Set(['DatabaseURLValue', 'CacheURLValue', 'EmailURLValue', 'SearchURLValue']);

/** The name of a class of values: the library's own, or one that another package adds in a module of the same name. */
function kindOf(callee: string): string | undefined {
  return /(?:^|\.)configurations?\.values\.(\w*Value)$/.exec(callee)?.[1];
}

/** The full name of the class of values that a class of the project extends; undefined for any other class. */
export function valueBase(bases: readonly Value[]): string | undefined {
  return bases
    .map(one =>
      one.kind === 'class' ? valueBase(one.bases) : one.kind === 'name' && kindOf(one.name) !== undefined ? one.name : undefined,
    )
    .find(name => name !== undefined);
}

/** What a value of django-configurations is when it is made: with a name of its own it is read at once, wherever it stands; undefined for anything else. */
export function callConfigurationValue(callee: string, args: Args, node: SyntaxNode, context: Context): Value | undefined {
  const kind = kindOf(callee);
  const waits =
    kind === undefined || late.has(kind) || stringOf(args.keywords.get('environ_name')) === null || args.keywords.has('late_binding');
  // A class is made whichever one is chosen.
  return waits || isOff(args, 'environ') ? undefined : recordValue({kind, attribute: null, args}, node, context);
}

/** An attribute of a django-configurations class: `values.X(...)` reads DJANGO_<ATTRIBUTE>. */
export function readConfigurationValue(attribute: string, value: Value, node: SyntaxNode, context: Context): Value {
  const kind = value.kind === 'call' ? kindOf(value.callee) : undefined;
  if (value.kind !== 'call' || kind === undefined) return value;
  if (isOff(value.args, 'environ')) return value.args.positional[0] ?? value;
  const read = recordValue({kind, attribute, args: value.args}, node, context);
  return kind === 'DatabaseURLValue' || kind === 'CacheURLValue'
    ? {kind: 'dict', entries: [{key: constant('default'), value: read}]}
    : read;
}
interface Asked {
  readonly kind: string;
  readonly attribute: string | null;
  readonly args: Args;
}

function recordValue({kind, attribute, args}: Asked, node: SyntaxNode, context: Context): Value {
  const shape = Object.hasOwn(shapes, kind) ? (shapes[kind] ?? text) : text;
  const {keywords, positional} = args;
  const needed = keywords.get('environ_required');
  const read = recordRead(
    nameOf(attribute ?? '', args, shape.name),
    node,
    {...context, when: context.when ?? []},
    {
      default: keywords.get('default') ?? positional[0] ?? null,
      cast: shape.cast,
      separator: stringOf(keywords.get('separator')) ?? shape.separator ?? null,
      attribute: attribute !== null,
      required: kind === 'SecretValue' || (needed?.kind === 'const' && needed.value === true),
    },
  );
  return settle(read, context);
}

function nameOf(attribute: string, {keywords}: Args, usual: string | undefined): string {
  const name = stringOf(keywords.get('environ_name')) ?? usual ?? attribute;
  const prefix = keywords.get('environ_prefix');
  if ((prefix?.kind === 'const' && !prefix.value) || (usual !== undefined && !prefix)) return name;
  return `${stringOf(prefix) ?? 'DJANGO'}_${name}`;
}

function isOff({keywords}: Args, keyword: string): boolean {
  const value = keywords.get(keyword);
  return value?.kind === 'const' && value.value === false;
}
