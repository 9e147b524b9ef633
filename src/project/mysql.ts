import type {Database} from '../model/database';
import type {Proof} from '../model/proof';
import type {ServiceImage} from './service-images';

/** Which server that speaks MySQL the project starts by itself. */
export interface MysqlServer {
  readonly server?: 'mysql' | 'mariadb';
  readonly version: string | null;
  readonly extensions: Database['extensions'];
  readonly proofs: readonly Proof[];
}

/** Releases below are refused by every Django that devenv runs, or have no image for today's machines. */
const oldest = {mysql: 5.7, mariadb: 10};

/** The server and its version that the project's compose files or pipelines start. Percona's is MySQL's own. */
export function readMysql(images: readonly ServiceImage[]): MysqlServer {
  const found = images.flatMap(({name, tag, where}) => {
    const server = /^(mysql|percona)/.test(name) ? 'mysql' : name === 'mariadb' ? 'mariadb' : null;
    return server === null ? [] : [{server, version: versionIn(tag, oldest[server]), where} as const];
  });
  const [first] = found;
  if (first === undefined) return {version: null, extensions: [], proofs: []};
  const named = found.find(({server, version}) => server === first.server && version !== null) ?? first;
  return {server: named.server, version: named.version, extensions: [], proofs: [named.where]};
}

/** "8.0" of "8.0.36-debian", "10.11" of "10.11"; null where none is named that can be had. */
function versionIn(tag: string, least: number): string | null {
  const version = /^(\d+(?:\.\d+)?)(?=[.-]|$)/.exec(tag)?.[1];
  return version !== undefined && Number.parseFloat(version) >= least ? version : null;
}
