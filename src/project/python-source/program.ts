import type {Tree} from '../tree';
import {callValue} from './calls';
import type {Context, Program} from './context';
import {evaluateExpression} from './expression';
import {parseSource} from './source';
import {executeAll} from './statements';
import type {Scope, Value} from './value';

/** A reader of the Python modules of a project that share one environment. */
export function makeProgram(tree: Tree, workdir: string, known: ReadonlyMap<string, Value> = new Map()): Program {
  const program: Program = {
    tree, workdir, known,
    searchPath: [...new Set([workdir, ''])],
    reads: new Map(),
    modules: new Map(),
    budget: {steps: 200_000, depth: 0},
    evaluate: evaluateExpression,
    execute: executeAll,
    call: callValue,
    load: file => loadModule(file, program),
  };
  return program;
}

/** The context in which a module's own statements stand. */
export function moduleContext(program: Program, file: string, scope: Scope): Context {
  const source = parseSource(file, program.tree.read(file) ?? '');
  return {program, source, scope, outer: [], guarded: false, caller: null, returns: [], failures: []};
}

function loadModule(file: string, program: Program): Scope {
  const loaded = program.modules.get(file);
  if (loaded) return loaded;
  const scope: Scope = new Map();
  program.modules.set(file, scope);
  const context = moduleContext(program, file, scope);
  program.execute(context.source.top, context);
  return scope;
}
