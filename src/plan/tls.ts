import type {Project} from '../model/project';
import type {Definition} from './fragments';

/** A key of the container's own: neither an image nor the work tree holds one. The script's arguments are Postgres' command. */
const script = `set -e
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj /CN=db -keyout /tmp/db.key -out /tmp/db.crt
chown postgres /tmp/db.key
exec docker-entrypoint.sh "$@" -c ssl=on -c ssl_cert_file=/tmp/db.crt -c ssl_key_file=/tmp/db.key
`;

/** Postgres that takes encrypted connections beside the others, where the settings may ask for them (`sslmode=require`). */
export function withTls({database}: Pick<Project, 'database'>, name: string, service: Definition): Definition {
  if (name !== 'db' || database.tls !== true) return service;
  const given = service['command'];
  return {...service, command: ['sh', '-c', script, 'postgres', ...(Array.isArray(given) ? (given as readonly string[]) : ['postgres'])]};
}
