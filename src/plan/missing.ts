import {DevenvError} from '../model/errors';
import type {Inputs} from './inputs';
import {missingVariables} from './variables';

/** @throws DevenvError `env` naming every variable that the settings require and nobody sets. */
export function refuseMissing(inputs: Inputs): void {
  const missing = missingVariables(inputs);
  const [first] = missing;
  if (first === undefined) return;
  const file = inputs.mode === 'production' ? '.server.envrc' : '.envrc';
  const names = missing.map(({name, where}) => `${name} (${where.file}:${String(where.line)})`).join(', ');
  throw new DevenvError('env', `The settings require ${names}, and nothing sets ${missing.length === 1 ? 'it' : 'them'}`, {
    where: first.where,
    next: missing.map(({name}) => `add to ${file}: export ${name}=...`),
  });
}
