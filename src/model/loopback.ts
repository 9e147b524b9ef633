import type {Proof} from './proof';

/** An address of this machine in the code's own text. */
export interface Loopback {
  readonly store: 'db' | 'redis' | 'rabbitmq' | 'memcached';
  readonly port: number;
  readonly where: Proof;
}
