import {DevenvError} from './model/errors';
import type {Variable} from './model/project';

const most = 2;
const byProject = new Set<DevenvError['code']>(['unhealthy', 'migration-failed', 'failed']);

/** A failure whose text names a setting that is made of a variable says first which variable: it settles that without a change of the code. */
export function nameVariables(error: unknown, variables: readonly Variable[]): unknown {
  if (!(error instanceof DevenvError) || !byProject.has(error.code)) return error;
  const {message, code, where, detail, exit, again, cause} = error;
  const text = [message, ...detail].join('\n');
  const told = error.next.join('\n');
  const named = variables.filter(one => isNamed(one, text) && !told.includes(one.name)).map(one => adviceOn(one, text));
  const next = [...named.slice(0, most), ...error.next];
  return new DevenvError(code, message, {where, detail, exit, again, cause, next});
}

/** One word alone may be any word, and what devenv itself gives is no way out. */
function isNamed({name, feeds}: Variable, text: string): boolean {
  const setting = feeds ?? name;
  return setting.includes('_') && setting !== 'SECRET_KEY' && new RegExp(`\\b${setting}\\b`).test(text);
}

function adviceOn({name, feeds, where}: Variable, text: string): string {
  const setting = feeds ?? name;
  const [, wanted = '...'] = new RegExp(`\\bset\\W+${setting}\\W+to\\W+(\\w+)`, 'i').exec(text) ?? [];
  return `${where.file}:${String(where.line)} reads ${name}${name === setting ? '' : ` for ${setting}`}; in devenv.yaml: env: {${name}: '${wanted}'}`;
}
