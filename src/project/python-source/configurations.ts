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

/** An attribute of a django-configurations class: `values.X(...)` reads DJANGO_<ATTRIBUTE>. */
export function readConfigurationValue(attribute: string, value: Value, node: SyntaxNode, context: Context): Value {
  if (value.kind !== 'call' || !value.callee.startsWith('configurations.values.')) return value;
  const kind = value.callee.slice('configurations.values.'.length);
  const shape = Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
  if (!shape || isOff(value.args, 'environ')) return value.args.positional[0] ?? value;
  const required =
    kind === 'SecretValue' || (value.args.keywords.get('environ_required')?.kind === 'const' && !isOff(value.args, 'environ_required'));
  const read = recordRead(
    nameOf(attribute, value.args, shape.name),
    node,
    {...context, when: []},
    {
      default: value.args.keywords.get('default') ?? value.args.positional[0] ?? null,
      cast: shape.cast,
      separator: stringOf(value.args.keywords.get('separator')) ?? shape.separator ?? null,
      attribute: true,
      required,
    },
  );
  return kind === 'DatabaseURLValue' || kind === 'CacheURLValue'
    ? {kind: 'dict', entries: [{key: constant('default'), value: settle(read, context)}]}
    : settle(read, context);
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
