import type {Inputs} from './inputs';
import {variablesOf} from './variables';

/** A name under which the settings let themselves be asked: Django answers 400 to any other. */
export function acceptedHost(inputs: Inputs): string {
  const variable = inputs.project.variables.find(({feeds}) => feeds === 'ALLOWED_HOSTS');
  if (variable === undefined) return choose(inputs.project.hosts);
  const value = variablesOf(inputs, 'web').find(({name}) => name === variable.name)?.value ?? variable.default ?? '';
  const hosts = value
    .replace(/^\[(?=")|(?<=")\]$/g, '')
    .split(variable.separator ?? ',')
    .map(host => host.trim().replaceAll('"', ''));
  return choose(hosts);
}

function choose(hosts: readonly string[]): string {
  const named = hosts.find(isHere) ?? hosts.find(host => host !== '' && host !== '*') ?? 'localhost';
  return ['localhost', '.localhost', '*'].some(host => hosts.includes(host)) ? 'localhost' : named.replace(/^\./, '');
}

/** Whether it leads to this machine: browsers take every name below localhost for it. */
function isHere(host: string): boolean {
  return host.endsWith('.localhost') || host === '127.0.0.1';
}

/** The name in the URL of the site. */
export function siteHost(inputs: Inputs): string {
  const host = acceptedHost(inputs);
  return isHere(host) ? host : 'localhost';
}

/** Says so where the code admits names alone that lead to another machine; null where the site can be asked. */
export function closedSite(inputs: Inputs): string | null {
  const {hosts, proofs} = inputs.project;
  const host = acceptedHost(inputs);
  if (inputs.mode === 'production' || host === siteHost(inputs) || !hosts.some(name => name.replace(/^\./, '') === host)) return null;
  const [where] = proofs['hosts'] ?? [];
  const place = where === undefined ? 'The code' : `${where.file}:${String(where.line)}`;
  return `${place} admits ${hosts.join(', ')} alone, so that the site answers 400 at localhost: add localhost to ALLOWED_HOSTS.`;
}
