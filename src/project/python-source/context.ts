import type {SyntaxNode} from '@lezer/common';
import type {Conditions} from '../../model/condition';
import type {Dotenv} from '../../model/dotenv';
import type {Proof} from '../../model/proof';
import type {Code} from './code';
import type {Source} from './source';
import type {Args, EnvRead, Scope, Value} from './value';

/** What is shared by all modules that are read together. */
export interface Program {
  readonly tree: Code;
  /** Directories that Python would import from, relative to the root. */
  readonly searchPath: readonly string[];
  /** Whether modules of the project are read when one imports them. */
  readonly followsImports: boolean;
  /** The working directory, relative to the root. */
  readonly workdir: string;
  /** Every place that reads the environment, as refined as is known, in order. */
  readonly reads: Map<string, EnvRead>;
  /** The .env files that the code reads, in order, by reader and file. */
  readonly dotenvs: Map<string, Dotenv>;
  /** Module scopes by file. */
  readonly modules: Map<string, Scope>;
  /** Variables that are taken to have a value: what the settings would be with it. */
  readonly given: ReadonlyMap<string, string>;
  /** What the code itself puts into the environment for variables that are not there. */
  readonly defaults: Map<string, Value>;
  /** Texts that the code compares a variable with, by its name: what it can be set to. */
  readonly compared: Map<string, Set<string>>;
  /** Values for names from outside, such as django.conf.settings.ADMIN_URL. */
  readonly known: ReadonlyMap<string, Value>;
  /**
   * Modules that the settings take everything from, import by name or include, and other files that they read, which the
   * project does not have, where they would be; `certain` where nothing goes on without.
   */
  readonly absent: {readonly path: string; readonly where: Proof; readonly certain: boolean}[];
  /** Files that the code looks for before it reads them, or writes. */
  readonly probed: Set<string>;
  /** Modules of installed packages that the settings take everything from, whether or not their text is at hand. */
  readonly borrowed: {readonly module: string; readonly isRead: boolean; readonly where: Proof}[];
  /** What makes the import of a module fail whatever else holds. */
  readonly failures: (Conditions | null)[];
  /** How much may still be evaluated: endless code ends in unknowns. */
  readonly budget: {steps: number; depth: number};
  evaluate(node: SyntaxNode, context: Context): Value;
  execute(body: SyntaxNode, context: Context): void;
  call(callee: Value, args: Args, node: SyntaxNode, context: Context): Value;
  load(file: string): Scope;
}

/** What is known of the statements that follow in a function. */
export interface Flow {
  /** Whether nothing that follows is reached. */
  ended: boolean;
  /** Variables that are there: without them the function has returned before. */
  readonly given: Set<string>;
  /** Variables that are not there: with them the function has returned before. */
  readonly lacking: Set<string>;
  /** What must hold that no likely return came before; null where that is not known. */
  past: Conditions | null;
}

/** At the beginning of what may be left by a return. */
export function newFlow({given, past}: Pick<Flow, 'given' | 'past'> = {given: new Set(), past: []}): Flow {
  return {ended: false, given: new Set(given), lacking: new Set(), past};
}

/** Where evaluation stands. */
export interface Context {
  readonly program: Program;
  readonly source: Source;
  readonly scope: Scope;
  /** Scopes around this one, the nearest first. */
  readonly outer: readonly Scope[];
  /** What must hold for this code to be reached, nothing where it always is; null where that is not known, or its failure is caught. */
  readonly when: Conditions | null;
  /** The call in the module itself through which a function of the project is evaluated. */
  readonly caller: Proof | null;
  /** What the function returns, each with whether the branch that does is the likely one. */
  readonly returns: {readonly value: Value; readonly likely: boolean}[];
  readonly flow: Flow;
  /** The `raise` and the failing imports that were met, each with what leads past the likely returns before it. */
  readonly failures: (Conditions | null)[];
}

/** Whether this code is reached, and its failure not caught. */
export function isCertain({when}: Context): boolean {
  return when?.length === 0;
}

/** The context of a branch that is taken where these hold as well. */
export function under(conditions: Conditions | null, context: Context): Context {
  return {...context, when: conditions && context.when && [...context.when, ...conditions]};
}
