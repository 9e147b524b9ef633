import {callValue} from './calls';
import type {Code} from './code';
import {newFlow, type Context, type Program} from './context';
import {evaluateExpression} from './expression';
import {borrowedPackages} from './modules';
import {executeAll} from './statements';
import type {Scope, Value} from './value';

export interface ProgramOptions {
  readonly known?: ReadonlyMap<string, Value>;
  readonly followsImports?: boolean;
  readonly given?: ReadonlyMap<string, string>;
}

/** A reader of the Python modules of a project that share one environment. */
export function makeProgram(tree: Code, workdir: string, options: ProgramOptions = {}): Program {
  const program: Program = {
    tree,
    workdir,
    known: options.known ?? new Map(),
    followsImports: options.followsImports ?? true,
    searchPath: [...new Set([workdir, '', ...tree.importRoots, borrowedPackages])],
    reads: new Map(),
    dotenvs: new Map(),
    given: options.given ?? new Map(),
    defaults: new Map(),
    compared: new Map(),
    absent: [],
    probed: new Set(),
    borrowed: [],
    modules: new Map(),
    failures: [],
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
  const source = program.tree.source(file);
  return {program, source, scope, outer: [], when: [], caller: null, returns: [], flow: newFlow(), failures: program.failures};
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
