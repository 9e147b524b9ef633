import type {EnvRead, Value} from './value';

/** What a URL has once it is taken apart; no text has these. */
const names = new Set(['netloc', 'hostname', 'host', 'port', 'username', 'password', 'path']);

/** The variable whose URL a value is a part of, as `urlparse(os.getenv("X")).hostname` is; null for any other value. */
export function urlOfPart(value: Value): {readonly kind: 'env'; readonly read: EnvRead} | null {
  return value.kind === 'method' && value.of.kind === 'env' && names.has(value.name) ? value.of : null;
}
