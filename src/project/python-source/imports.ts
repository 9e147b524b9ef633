import type {SyntaxNode} from '@lezer/common';
import {likeliest} from './choice';
import {isCertain, type Context} from './context';
import {noteFailure} from './failing';
import {getAttribute, moduleMember} from './member';
import {borrowedPackages, findModule, resolveModule} from './modules';
import {join, parent} from './path';
import {childrenOf, placeOf, textAt} from './source';
import {stringOf, unknown, type Value} from './value';

/** `import a.b as c`, `from .a import b as c, d`, `from a import *`. */
export function executeImport(node: SyntaxNode, context: Context): void {
  const children = childrenOf(node);
  const at = children.findIndex(child => child.name === 'import');
  if (children[0]?.name === 'from') importFrom(node, children.slice(1, at), children.slice(at + 1), context);
  else importNames(children.slice(1), context);
}

function importNames(children: readonly SyntaxNode[], context: Context): void {
  for (const parts of groups(children)) {
    const {dotted, alias} = readName(parts, context);
    const [first = dotted] = dotted.split('.');
    const bound = alias === null ? first : dotted;
    const path = findImported(bound, context);
    bind(alias ?? first, path === null ? {kind: 'name', name: bound} : {kind: 'module', path}, parts[0], context);
  }
}

function importFrom(node: SyntaxNode, from: readonly SyntaxNode[], names: readonly SyntaxNode[], context: Context): void {
  const dotted = from.map(child => textAt(context.source, child)).join('');
  const path = findImported(dotted, context);
  const isGone = path === null && context.program.followsImports;
  const takesAll = names.some(name => name.name === '*');
  if (takesAll && isBorrowed(dotted, path))
    context.program.borrowed.push({module: dotted, isRead: path !== null, where: placeOf(context.source, node)});
  const isOwn = dotted.startsWith('.') || isOfOwnPackage(dotted, context);
  if (isGone && isOwn) noteFailure(context);
  if (isGone && (takesAll || (isOwn && /\w/.test(dotted)))) noteAbsent(dotted, node, context);
  if (takesAll) return importAll(path, context);
  for (const parts of groups(names)) {
    const {dotted: name, alias} = readName(parts, context);
    const value = path === null ? getAttribute({kind: 'name', name: dotted}, name, context) : moduleMember(path, name, context);
    if (path !== null && isMissing(path, name, context)) {
      noteFailure(context);
      noteAbsentAt(join(path, name), node, context);
    }
    bind(alias ?? name, value, parts[0], context);
  }
}

/** A module of a package by its full name that is no file of the project's own. */
function isBorrowed(dotted: string, path: string | null): boolean {
  return /^\w+\./.test(dotted) && (path === null || path.startsWith(`${borrowedPackages}/`));
}

/** `importlib.import_module("site.configuration")`, or by the name that a variable has where nobody sets it; undefined for another call. */
export function callImport(name: string, first: Value, node: SyntaxNode, context: Context): Value | undefined {
  if (name !== 'importlib.import_module') return undefined;
  const named = first.kind === 'env' && first.read.default !== null ? likeliest(first.read.default) : first;
  const dotted = stringOf(named) ?? '';
  if (dotted === '' || !context.program.followsImports) return unknown;
  const path = findImported(dotted, context);
  if (path !== null) return {kind: 'module', path};
  noteAbsent(dotted, node, context);
  return unknown;
}

/** A module by its full name in a package of the project. */
function isOfOwnPackage(dotted: string, context: Context): boolean {
  const [, first] = /^(\w+)\.\w/.exec(dotted) ?? [];
  const path = first === undefined ? null : findImported(first, context);
  return path !== null && !path.startsWith(borrowedPackages) && context.program.tree.exists(join(path, '__init__.py'));
}

/** A name that a package does not have, whose own code shows all that it has: a module that is not there. */
function isMissing(path: string, name: string, {program}: Context): boolean {
  const file = resolveModule(path, program.tree);
  if (!program.followsImports || file === null || !file.endsWith('/__init__.py') || program.load(file).has(name)) return false;
  return resolveModule(join(path, name), program.tree) === null && !/\*|__getattr__|globals\(/.test(program.tree.read(file) ?? '');
}

/** Where the module would be: beside the one that imports it, else in the work directory. */
function noteAbsent(dotted: string, node: SyntaxNode, context: Context): void {
  const {program, source} = context;
  const dots = dotted.length - dotted.replace(/^\.+/, '').length;
  noteAbsentAt(join(dots > 0 ? parent(source.file, dots) : program.workdir, dotted.slice(dots).split('.').join('/')), node, context);
}

function noteAbsentAt(path: string, node: SyntaxNode, context: Context): void {
  context.program.absent.push({path: `${path}.py`, where: placeOf(context.source, node), certain: isCertain(context)});
}

function findImported(dotted: string, {program, source}: Context): string | null {
  return program.followsImports ? findModule(dotted, source.file, program.searchPath, program.tree) : null;
}

function importAll(path: string | null, context: Context): void {
  const file = path === null ? null : resolveModule(path, context.program.tree);
  if (file === null) return;
  for (const [name, binding] of context.program.load(file)) {
    if (!name.startsWith('_')) context.scope.set(name, binding);
  }
}

function groups(children: readonly SyntaxNode[]): readonly (readonly SyntaxNode[])[] {
  const all: SyntaxNode[][] = [[]];
  for (const child of children) {
    if (child.name === ',') all.push([]);
    else if (child.name !== '(' && child.name !== ')' && child.name !== 'Comment') all.at(-1)?.push(child);
  }
  return all.filter(group => group.length > 0);
}

function readName(parts: readonly SyntaxNode[], context: Context): {readonly dotted: string; readonly alias: string | null} {
  const at = parts.findIndex(part => part.name === 'as');
  const text = (nodes: readonly SyntaxNode[]): string => nodes.map(part => textAt(context.source, part)).join('');
  return at < 0 ? {dotted: text(parts), alias: null} : {dotted: text(parts.slice(0, at)), alias: text(parts.slice(at + 1))};
}

function bind(name: string, value: Value, node: SyntaxNode | undefined, context: Context): void {
  if (node) context.scope.set(name, {value, where: placeOf(context.source, node)});
}
