import type {SyntaxNode} from '@lezer/common';
import {builtins, callFlagMaker} from './builtins';
import {choose, likeliest} from './choice';
import type {Context} from './context';
import {callConfigurationValue, valueBase} from './configurations';
import {callEnvironment} from './environment';
import {callForeignReader} from './foreign-readers';
import {callFunction} from './functions';
import {callImport} from './imports';
import {callLibrary} from './libraries';
import {callMethod} from './methods';
import {makeObject} from './objects';
import {noteOpenedBy} from './opened';
import {callPathFunction} from './path-functions';
import {callReader} from './readers';
import {settingsBase} from './pydantic';
import {unknown, type Args, type Class, type Value} from './value';

/** What a call gives. Never throws. */
export function callValue(callee: Value, args: Args, node: SyntaxNode, context: Context): Value {
  switch (callee.kind) {
    case 'choice':
      return choose(callee.values.map(one => callValue(one, args, node, context)));
    case 'function':
      return callFunction(callee, args, node, context);
    case 'reader':
      return callReader(callee, '', args, node, context);
    case 'path':
      return callMethod(callee, 'joinpath', args, node, context);
    case 'method':
      return callMethod(callee.of, callee.name, args, node, context);
    case 'name':
      return callName(callee.name, args, node, context);
    case 'class':
      return callClass(callee, args, node, context);
    case 'call':
      return callName(`${callee.callee}()`, args, node, context, callee);
    default:
      return unknown;
  }
}

function callClass(callee: Class, args: Args, node: SyntaxNode, context: Context): Value {
  const library = valueBase(callee.bases);
  if (library !== undefined) return callName(library, args, node, context);
  // An object of settings has what its class reads.
  return settingsBase(callee.bases) === undefined ? makeObject(callee, args, node, context) : callee;
}

function callName(name: string, args: Args, node: SyntaxNode, context: Context, self?: Value): Value {
  noteOpenedBy(name, args, node, context);
  return (
    callEnvironment(name, args, node, context) ??
    callPathFunction(name, args, context, self) ??
    callLibrary(name, args, node, context) ??
    callConfigurationValue(name, args, node, context) ??
    callForeignReader(name, args, node, context) ??
    callImport(name, firstOf(args), node, context) ??
    (Object.hasOwn(builtins, name) ? builtins[name]?.(firstOf(args), args, context) : undefined) ??
    callFlagMaker(name, firstOf(args), context) ?? {kind: 'call', callee: name, args}
  );
}

function firstOf(args: Args): Value {
  return likeliest(args.positional[0] ?? {kind: 'unknown'});
}
