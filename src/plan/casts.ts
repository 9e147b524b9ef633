import type {Variable} from '../model/project';

/** What the settings make of a text that they do not understand. */
export interface Misfit {
  /** Whether reading it raises; else it is quietly taken for something else. */
  readonly raises: boolean;
  /** What it should be. Never holds the value. */
  readonly wants: string;
}

/** Whether the code that reads a variable understands a text; null where it does, or where that is not known. */
export function misfitOf(variable: Variable, value: string): Misfit | null {
  if (variable.guarded === true) return null;
  if (value === '') return variable.required && variable.feeds === 'SECRET_KEY' ? emptyKey : null;
  return checks[variable.cast](value, variable);
}

const emptyKey: Misfit = {raises: true, wants: 'Django refuses an empty SECRET_KEY'};

type Check = (value: string, variable: Variable) => Misfit | null;

const checks: Readonly<Record<Variable['cast'], Check>> = {
  text: value => (misfitOfUrl(value)?.wants === unparsable ? {raises: false, wants: unparsable} : null),
  list: () => null,
  int: value => (/^\s*[+-]?\d+(_?\d+)*\s*$/.test(value) ? null : {raises: true, wants: 'a whole number'}),
  json: value => (isJson(value) || pythonLiteral.test(value) ? null : {raises: true, wants: 'JSON'}),
  url: value => misfitOfUrl(value),
  truthy: value => (isFalse(value) ? {raises: false, wants: 'every text but the empty one is true there'} : null),
  bool: misfitOfFlag,
};

/** ast.literal_eval counts as JSON: a text that may be a literal of Python is left to it. */
const pythonLiteral = /^\s*([[({'"+-]|\d|True|False|None|[bru]{1,2}['"])/i;

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** Schemes whose host and port every library takes apart; those of caches and of SQLite have forms of their own. */
const withHost = /^(postgres(ql)?|psql|pgsql|postgis|mysql2?|mysqlgis|mssql|oracle|redis|rediss|amqps?|smtps?|https?)(\+\w+)?:\/\//i;

const unparsable = 'as a URL it does not parse; in a password / ? # @ % are written as %2F %3F %23 %40 %25';

function misfitOfUrl(value: string): Misfit | null {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(value)) return {raises: true, wants: 'a URL such as postgres://user:password@host/name'};
  // Several hosts in one URL are right for some, and the form that a URL class knows is one host.
  if (!withHost.test(value) || URL.canParse(value) || value.includes(',')) return null;
  return {raises: true, wants: unparsable};
}

interface Words {
  readonly true: readonly string[];
  /** null: what is not true is false. */
  readonly false: readonly string[] | null;
  readonly exact: boolean;
}

const strtobool: Words = {true: ['y', 'yes', 't', 'true', 'on', '1'], false: ['n', 'no', 'f', 'false', 'off', '0'], exact: false};

/** As the libraries' own sources have them. */
const rules: Readonly<Record<NonNullable<Variable['rule']>, Words>> = {
  'django-environ': {true: ['true', 'on', 'ok', 'y', 'yes', '1'], false: null, exact: false},
  'environs': {
    true: ['t', 'T', 'true', 'True', 'TRUE', 'on', 'On', 'ON', 'y', 'Y', 'yes', 'Yes', 'YES', '1'],
    false: ['f', 'F', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF', 'n', 'N', 'no', 'No', 'NO', '0'],
    exact: true,
  },
  'decouple': strtobool,
  strtobool,
};

/** Whether code that asks for the truth of a variable finds it in a text. */
export function isTrue(variable: Variable, value: string): boolean {
  if (value === '' || (variable.cast === 'int' && Number(value) === 0)) return false;
  if (variable.cast !== 'bool') return true;
  const words = wordsOf(variable);
  if (words === null) return !isFalse(value);
  const fold = (text: string) => (words.exact ? text : text.toLowerCase());
  return words.true.map(fold).includes(fold(value));
}

function wordsOf({rule, accepts, foldsCase}: Variable): Words | null {
  return rule === undefined ? comparison(accepts ?? [], foldsCase === true) : rules[rule];
}

function misfitOfFlag(value: string, variable: Variable): Misfit | null {
  const words = wordsOf(variable);
  if (words === null) return null;
  const fold = (text: string) => (words.exact ? text : text.toLowerCase());
  if (words.true.map(fold).includes(fold(value))) return null;
  if (words.false === null) return isFalse(value) ? null : {raises: false, wants: `there only ${words.true.join(', ')} means true`};
  if (words.false.map(fold).includes(fold(value))) return null;
  return {raises: true, wants: 'true or false, yes or no, on or off, 1 or 0'};
}

function comparison(accepts: readonly string[], foldsCase: boolean): Words | null {
  return accepts.length === 0 ? null : {true: accepts, false: null, exact: !foldsCase};
}

function isFalse(value: string): boolean {
  return ['false', 'f', 'no', 'n', 'off', '0', 'none', 'null'].includes(value.trim().toLowerCase());
}
