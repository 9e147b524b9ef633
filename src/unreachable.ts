import type {Facts} from './facts';
import type {Variable} from './model/project';

const local = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0']);

/** Stores that the settings look for in the container itself, a sentence each; with the variable that says so, if one does. */
export function unreachableStores(
  {vendor, addresses = []}: Facts,
  variables: readonly Variable[],
  forwarded: readonly {readonly port: number}[],
): readonly string[] {
  // MySQL's libraries take localhost for the socket, which is there.
  const isSocket = (setting: string, host: string) => vendor === 'mysql' && setting.startsWith('DATABASES.') && host === 'localhost';
  return addresses
    .filter(({setting, host}) => local.has(host) && !isSocket(setting, host))
    .filter(({port}) => !forwarded.some(one => port === null || one.port === port))
    .map(({setting, host, port}) => {
      const place = port === null ? host : `${host}:${String(port)}`;
      const reads = variables.find(({feeds}) => feeds === setting || feeds?.startsWith(`${setting}.`) === true);
      const advice =
        reads === undefined
          ? 'let the settings read its address from a variable'
          : `${reads.where.file}:${String(reads.where.line)} reads ${reads.name} for it`;
      return `${setting} is at ${place}, and in the container nothing listens there: ${advice}.`;
    });
}
