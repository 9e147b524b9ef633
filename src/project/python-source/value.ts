import type {SyntaxNode} from '@lezer/common';
import type {Conditions} from '../../model/condition';
import type {Variable} from '../../model/project';
import type {Proof} from '../../model/proof';
import type {Source} from './source';

/** What an expression gives, as far as reading tells. */
export type Value =
  | {readonly kind: 'const'; readonly value: string | number | boolean | null}
  | {readonly kind: 'list'; readonly items: readonly Value[]}
  | {readonly kind: 'dict'; readonly entries: readonly DictEntry[]}
  /** Relative to the root, or absolute. */
  | {readonly kind: 'path'; readonly path: string}
  /** Text put together of parts that are not all known. */
  | {readonly kind: 'text'; readonly parts: readonly Value[]}
  | {readonly kind: 'env'; readonly read: EnvRead}
  /** A URL that a library turns into a database or cache configuration. */
  | {readonly kind: 'url'; readonly of: Value}
  /** Alternatives, the likeliest first. */
  | {readonly kind: 'choice'; readonly values: readonly Value[]}
  /** Something from outside of the project by its full name, such as os.environ. */
  | {readonly kind: 'name'; readonly name: string}
  /** What something outside of the project returned. */
  | {readonly kind: 'call'; readonly callee: string; readonly args: Args}
  | {readonly kind: 'method'; readonly of: Value; readonly name: string}
  /** An object of a library that reads the environment. */
  | {
      readonly kind: 'reader';
      readonly library: 'django-environ' | 'environs' | 'decouple';
      readonly prefix: string;
      readonly scheme: ReadonlyMap<string, Value>;
    }
  /** A function of the project with the scopes that it sees, the nearest first. */
  | {
      readonly kind: 'function';
      readonly node: SyntaxNode;
      readonly source: Source;
      readonly scopes: readonly Scope[];
      /** How a class has it, where it is no plain method. */
      readonly role?: 'property' | 'class' | 'static';
    }
  | Class
  /** An object of a class of the project: what the class binds, and over it what is its own. */
  | {readonly kind: 'object'; readonly scope: Scope; readonly of: Class}
  /** A module or package of the project; path without ".py". */
  | {readonly kind: 'module'; readonly path: string}
  | {readonly kind: 'unknown'};

export interface Class {
  readonly kind: 'class';
  readonly scope: Scope;
  /** Names with a type, those of the bases first: what an object without `__init__` is made with. */
  readonly fields: readonly string[];
  readonly bases: readonly Value[];
}

export interface DictEntry {
  /** A constant "**" stands for what is spread into the dictionary. */
  readonly key: Value;
  readonly value: Value;
}

export interface Args {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

/** One place where a variable is read, with what the code does to its text. */
export interface EnvRead {
  readonly id: string;
  readonly name: string;
  readonly default: Value | null;
  readonly cast: Variable['cast'];
  readonly separator: string | null;
  /** The one text that the code takes for true; null where the usual ones are. */
  readonly truth: string | null;
  /** Whether the code compares without regard to case. */
  readonly foldsCase: boolean;
  /** Whose words for true and false count; null where the code compares by itself. */
  readonly rule: NonNullable<Variable['rule']> | null;
  /** The texts that the code compares with; empty where it does not. */
  readonly accepts: readonly string[];
  /** A text that stands for no value where the code would refuse the usual one of its cast; null where it takes that. */
  readonly neutral: string | null;
  /** Whether the code may not be reached, or its failure is caught. */
  readonly guarded: boolean;
  /** Whether it is made for an attribute of a class, in place of which another class may have its own. */
  readonly attribute: boolean;
  /** Whether a library reads it that is not known here, without a default that one could see. */
  readonly opaque: boolean;
  readonly required: boolean;
  /** Where it is required only in a branch: what leads there; null elsewhere. */
  readonly when: Conditions | null;
  readonly where: Proof;
}

export interface Binding {
  readonly value: Value;
  readonly where: Proof;
}

export type Scope = Map<string, Binding>;

export const unknown: Value = {kind: 'unknown'};
export const noArgs: Args = {positional: [], keywords: new Map()};

export function constant(value: string | number | boolean | null): Value {
  return {kind: 'const', value};
}

/** The text of a constant string, else null. */
export function stringOf(value: Value | undefined): string | null {
  return value?.kind === 'const' && typeof value.value === 'string' ? value.value : null;
}
