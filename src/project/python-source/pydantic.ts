import type {SyntaxNode} from '@lezer/common';
import {getKey} from './containers';
import type {Context} from './context';
import {recordDotenv} from './dotenv';
import {absentAsNull} from './environment';
import {neutralOfType} from './neutral';
import {recordRead, settle} from './reads';
import {childrenOf, placeOf, textAt} from './source';
import {constant, stringOf, unknown, type Binding, type Class, type EnvRead, type Scope, type Value} from './value';

const base = /^(pydantic(\.v1)?(\.env_settings)?|pydantic_settings(\.main)?)\.BaseSettings$/;

/** The full name of pydantic's own class that a class of settings extends; undefined for any other class. */
export function settingsBase(bases: readonly Value[]): string | undefined {
  return bases
    .map(one => (one.kind === 'class' ? settingsBase(one.bases) : one.kind === 'name' && base.test(one.name) ? one.name : undefined))
    .find(name => name !== undefined);
}

/** The fields of a class of pydantic's settings: each reads the variable of its name. */
export function readFields(body: SyntaxNode, {scope, bases}: Class, context: Context): void {
  const library = settingsBase(bases);
  if (library === undefined) return;
  const option = optionsOf(scope);
  recordDotenvFile(option('env_file'), body, context);
  for (const node of childrenOf(body)) {
    const [name, type] = node.name === 'AssignStatement' ? childrenOf(node) : [];
    if (name?.name !== 'VariableName' || type?.name !== 'TypeDef') continue;
    const field = {name: textAt(context.source, name), type: textAt(context.source, type), node};
    scope.set(field.name, readField(field, scope.get(field.name)?.value, {option, library, context}));
  }
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly node: SyntaxNode;
}

interface Reading {
  readonly option: (name: string) => Value;
  readonly library: string;
  readonly context: Context;
}

function readField({name, type, node}: Field, given: Value | undefined, {option, library, context}: Reading): Binding {
  const described = given?.kind === 'call' && /(^|\.)Field$/.test(given.callee) ? given.args : undefined;
  const keyword = (key: string): Value | undefined => described?.keywords.get(key);
  const isAsked = /\bField\(\s*\.\.\./.test(textAt(context.source, node));
  const made = keyword('default_factory') && unknown;
  const fallback = isAsked ? undefined : described ? (keyword('default') ?? described.positional[0] ?? made) : given;
  const named = ['env', 'validation_alias', 'alias'].map(key => stringOf(keyword(key))).find(text => text !== null);
  const listed = stringOf(getKey(getKey(option('fields'), constant(name)), constant('env')));
  const own = named ?? listed ?? `${stringOf(option('env_prefix')) ?? ''}${name}`;
  const exact = option('case_sensitive');
  // The first pydantic takes None for the default of what may be None.
  const mayLack = !library.startsWith('pydantic_settings') && /\bNone\b|\bOptional\b/.test(type);
  const details = {
    default: absentAsNull(fallback),
    cast: castOf(type),
    neutral: neutralOfType(type),
    required: fallback === undefined && !mayLack,
  };
  const read = recordRead(exact.kind === 'const' && exact.value === true ? own : own.toUpperCase(), node, {...context, when: []}, details);
  return {value: settle(read, context), where: placeOf(context.source, node)};
}

function castOf(type: string): EnvRead['cast'] {
  if (/\b(list|set|frozenset|tuple|dict|sequence|mapping)\b/i.test(type)) return 'json';
  if (/\bbool\b/.test(type)) return 'bool';
  return /\bint\b/.test(type) ? 'int' : 'text';
}

/** The options of the class: `model_config` or, before the second pydantic, its class Config. */
function optionsOf(scope: Scope): Reading['option'] {
  const [config, old] = [scope.get('model_config')?.value, scope.get('Config')?.value];
  return name => {
    if (config?.kind === 'call') return config.args.keywords.get(name) ?? unknown;
    if (config) return getKey(config, constant(name));
    return (old?.kind === 'class' ? old.scope.get(name)?.value : undefined) ?? unknown;
  };
}

function recordDotenvFile(path: Value, node: SyntaxNode, context: Context): void {
  if (path.kind === 'unknown') return;
  recordDotenv({reader: 'python-dotenv', path, search: 'beside', overrides: undefined}, node, context);
}
