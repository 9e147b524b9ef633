import type {Mode} from '../model/mode';
import type {Project} from '../model/project';

/** The server block of NGINX: the home page first, then Django; static and media without Django where they lie here. */
export function renderNginx(project: Project, mode: Mode): string {
  const inDevelopment = mode === 'development';
  const below = (path: string) => `/srv/project/${path}`;
  const homepage = project.homepage === null ? null : inDevelopment ? below(project.homepage) : '/srv/homepage';
  const media = project.media.root === null ? null : inDevelopment ? inTree(project.media.root) : '/srv/media';
  return `# Made by devenv; made anew by each \`devenv up\`.
${inDevelopment ? '' : outerScheme}log_format devenv '$remote_addr "$request" $status $body_bytes_sent $request_time';

server {
    listen 80 default_server;
    server_name _;
    server_tokens off;
    client_max_body_size 100m;
    access_log /dev/stdout devenv;
    # Docker's own DNS, asked anew: a replaced container has another address.
    resolver 127.0.0.11 valid=2s ipv6=off;

    location = /-/nginx/health {
        access_log off;
        return 204;
    }
${homepage === null ? location('/', 'try_files /nonexistent @django;') : homeLocation(homepage)}
${inDevelopment ? '' : staticLocations(project)}${media === null ? '' : mediaLocation(project, media, inDevelopment)}
${djangoLocation(inDevelopment)}
}
`;
}

/** What the home page does not have. Headers that a client could forge are set or emptied here. */
function djangoLocation(inDevelopment: boolean): string {
  return `    location @django {
        set $django http://web:8000;
        proxy_pass $django;
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-Proto ${inDevelopment ? '$scheme' : '$devenv_scheme'};
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header X-Forwarded-Host "";
        proxy_set_header X-Forwarded-Port "";
        proxy_set_header Forwarded "";
        proxy_set_header Proxy "";
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $http_connection;
        proxy_redirect off;
        proxy_connect_timeout 5s;
        proxy_read_timeout ${inDevelopment ? '1h' : '60s'};
    }${inDevelopment ? absentDjango : ''}`;
}

/** runserver does not listen while it takes up changed code: a browser asks again by itself instead of showing a bare 502. */
const absentDjango = `
    error_page 502 @absent;${location(
      '@absent',
      'internal;',
      'default_type text/html;',
      'add_header Refresh 1 always;',
      'add_header Cache-Control no-store always;',
      "return 502 '<!doctype html><title>Django is starting</title><p>Django does not answer yet: it is taking up changed code. This page reloads itself. If it stays, <code>devenv logs web</code> says why.';",
    )}`;

function homeLocation(directory: string): string {
  return location('/', `root ${directory};`, 'try_files $uri $uri/index.html @django;');
}

/** Names with a hash never change; staticfiles.json is nobody's business. */
function staticLocations(project: Project): string {
  const url = prefix(project.static.url);
  if (project.static.root === null || url === null) return '';
  const hashed = `~ "^${url}.+\\.[0-9a-f]{12}\\.[^/]+$"`;
  const root = url === '/static/' ? ['root /srv;'] : [`alias /srv/static/;`];
  const lines = [location(`= ${url}staticfiles.json`, 'return 404;')];
  if (url === '/static/')
    lines.push(
      location(
        hashed,
        ...root,
        'gzip_static on;',
        'access_log off;',
        'add_header Cache-Control "public, max-age=31536000, immutable";',
        'add_header X-Content-Type-Options nosniff;',
      ),
    );
  lines.push(location(url, ...root, 'gzip_static on;', 'access_log off;', 'expires 1h;', 'add_header X-Content-Type-Options nosniff;'));
  return `${lines.join('\n')}\n`;
}

/** Uploads are somebody else's files: never sniffed, never run. */
function mediaLocation(project: Project, directory: string, inDevelopment: boolean): string {
  const url = prefix(project.media.url);
  if (url === null) return '';
  const headers = ['add_header X-Content-Type-Options nosniff;', `add_header Content-Security-Policy "sandbox; default-src 'none'";`];
  return `${location(url, `alias ${directory}/;`, ...headers, ...(inDevelopment ? ['expires -1;'] : []))}\n`;
}

/** A directory of the work tree, which development mounts; what lies outside of it is Django's to serve. */
function inTree(path: string): string | null {
  return path.startsWith('/') ? null : `/srv/project/${path}`;
}

/** A URL prefix as a location: with both slashes; null for another host or the root. */
function prefix(url: string): string | null {
  if (url.includes('://')) return null;
  const path = `/${url}/`.replace(/\/+/g, '/');
  return path === '/' ? null : path;
}

function location(match: string, ...lines: readonly string[]): string {
  return `
    location ${match} {
${lines.map(line => `        ${line}`).join('\n')}
    }`;
}

/** The port is published on 127.0.0.1 alone, so whoever stands in front with TLS is this machine's own and is believed. */
const outerScheme = `map $http_x_forwarded_proto $devenv_scheme {
    default $scheme;
    https https;
}

`;
