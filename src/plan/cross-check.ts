import type {Variable} from '../model/project';
import type {Proof} from '../model/proof';
import {misfitOf} from './casts';
import type {Inputs} from './inputs';
import {isRequired} from './required';
import {codeServicesOf} from './services';
import {variablesOf, type Assigned} from './variables';

/** What does not fit between the variables that are set and those that are read. No text of it holds a value. */
export interface Finding {
  /**
   * missing: required, and nothing sets it; refused: set to what the settings cannot read; misread: set to what they take
   * for something else; unread: set, and nothing reads it.
   */
  readonly kind: 'missing' | 'refused' | 'misread' | 'unread';
  readonly name: string;
  readonly what: string;
  /** Where it is set; of a missing one where it is taken away, else null. */
  readonly set: Proof | null;
  /** Where it is read or asked for; null for an unread one. */
  readonly read: Proof | null;
  /** The way out, where there is one for the whole file. */
  readonly next?: string;
}

/** Compares what the services get with what the settings and `env_vars_required` ask for. */
export function checkVariables(inputs: Inputs): readonly Finding[] {
  const given = distinct(codeServicesOf(inputs).flatMap(service => variablesOf(inputs, service)));
  return [...missing(inputs), ...carriageReturns(inputs, given), ...misfits(inputs, given), ...unread(inputs, given)];
}

function distinct(given: readonly Assigned[]): readonly Assigned[] {
  return [...new Map(given.map(one => [JSON.stringify([one.name, one.value, one.file, one.line]), one])).values()];
}

function missing(inputs: Inputs): readonly Finding[] {
  const values = new Map(variablesOf(inputs, 'web').map(({name, value}) => [name, value]));
  const {variables} = inputs.project;
  const isOpen = (one: Variable): boolean => isRequired(one, variables, name => values.get(name) ?? null);
  const needed = variables.filter(one => isOpen(one) && !values.has(one.name) && !values.has(`${one.name}_FILE`));
  const asked = (inputs.env.required ?? []).filter(({name}) => (values.get(name) ?? '') === '');
  const names = new Set(needed.map(({name}) => name));
  return [...needed, ...asked.filter(({name}) => !names.has(name))].map(({name, where}) => {
    const gone = inputs.env.variables.find(one => one.name === name && one.value === null)?.where ?? null;
    const why = gone === null ? 'nothing sets it' : `${place(gone)} takes it away`;
    return {kind: 'missing', name, what: `${name} is required at ${place(where)}, and ${why}`, set: gone, read: where};
  });
}

/** Each reader takes it for a part of the value: a host that is not found, a flag that is false. */
function carriageReturns({env}: Inputs, given: readonly Assigned[]): readonly Finding[] {
  return given
    .filter(one => hasReturn(env, one))
    .map(({name, file, line}) => {
      const what = `${name} is set at ${place({file, line})} to a text that ends with a carriage return, as the line does`;
      return {kind: 'refused', name, what, set: {file, line}, read: null, next: `sed -i 's/\\r$//' ${file}`};
    });
}

function hasReturn({carriageReturns: known = []}: Inputs['env'], {name, file, line}: Assigned): boolean {
  return known.some(({name: one, where}) => one === name && where.file === file && where.line === line);
}

function misfits({project, env}: Inputs, given: readonly Assigned[]): readonly Finding[] {
  const others = given.filter(one => !hasReturn(env, one));
  return others.flatMap(({name, value, file, line}): Finding[] => {
    const variable = project.variables.find(one => one.name === name);
    const misfit = variable === undefined || file === 'devenv' ? null : misfitOf(variable, value);
    if (misfit === null || variable === undefined) return [];
    const takes = misfit.raises ? 'does not take' : 'misunderstands';
    const what = `${name} is set at ${place({file, line})} to what ${place(variable.where)} ${takes}: ${misfit.wants}`;
    return [{kind: misfit.raises ? 'refused' : 'misread', name, what, set: {file, line}, read: variable.where}];
  });
}

/** Python, the servers and the libraries of clouds read these by themselves. */
const readElsewhere =
  /^(DJANGO_|PYTHON|GUNICORN_|CELERY|AWS_|AZURE_|GOOGLE_|SENTRY_|OTEL_|NEW_RELIC_|DD_|PG[A-Z]+$|SSL_CERT_|WEB_CONCURRENCY$|FORWARDED_ALLOW_IPS$|TZ$|REQUESTS_CA_BUNDLE$|CURL_CA_BUNDLE$|(HTTPS?|NO|ALL)_PROXY$)/i;

function unread({project}: Inputs, given: readonly Assigned[]): readonly Finding[] {
  const known = new Set(project.variables.flatMap(({name}) => [name, `${name}_FILE`]));
  const idle = given.filter(({name, file}) => file !== 'devenv' && !known.has(name) && !readElsewhere.test(name));
  return idle.map(({name, file, line}) => {
    const what = `${name} is set at ${place({file, line})}, and the settings do not read it`;
    return {kind: 'unread', name, what, set: {file, line}, read: null};
  });
}

function place({file, line}: Proof): string {
  return line === 0 ? file : `${file}:${String(line)}`;
}
