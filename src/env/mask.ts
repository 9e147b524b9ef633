import {createHash} from 'node:crypto';
import {isRandom} from './entropy';

const secretName =
  /SECRET|TOKEN|PASS(?:WORD|WD|PHRASE)?(?:$|_)|PWD$|API_?KEY|ACCESS_KEY|PRIVATE|CREDENTIAL|AUTH|DSN|SALT|SIGNING|COOKIE|SESSION_KEY|BROKER_URL|DATABASE_URL/i;

const userinfo = /^([a-z][a-z0-9+.-]*:\/\/[^/?#\s:@]*):([^/?#\s]*)@/i;

/** A host, its port and a path: what comes after them is no password. */
const plainHost = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s:@]*(:\d+)?([/?#]|$)/i;

/** A password with characters that do not belong into a URL unquoted. */
const broken = /^[a-z][a-z0-9+.-]*:\/\/\S*:\S*@/i;

const pem = /-----BEGIN [A-Z ]+-----/;

const jwt = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;

/** Whether a value should not be shown: its name says so, its form, or its entropy. A switch or a small number is none. */
export function isSecret(name: string, value: string): boolean {
  if (/^(true|false|yes|no|on|off|none|\d{1,4})?$/i.test(value)) return false;
  return secretName.test(name) || userinfo.test(value) || isBrokenUrl(value) || pem.test(value) || jwt.test(value) || isRandom(value);
}

function isBrokenUrl(value: string): boolean {
  return broken.test(value) && !plainHost.test(value);
}

/** What is shown instead of a secret: of a URL all but the password, of anything else its length and the begin of its hash. */
export function mask(value: string): string {
  if (userinfo.test(value)) return value.replace(userinfo, '$1:•••@');
  const sum = createHash('sha256').update(value).digest('hex').slice(0, 4);
  return `••• (${value.length} chars, sha256:${sum})`;
}
