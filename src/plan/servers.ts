import type {Project} from '../model/project';
import type {Addition} from './addition';
import {inImage, scripts} from './names';
import {rowOf} from './pythons';
import {isBelow} from './traps';

/** What serves the project in production, and how it is told of the application. */
export function serverOf(project: Project): readonly string[] {
  const {server, asgi, wsgi} = project.django;
  const gunicorn = ['gunicorn', '--config', `${scripts}/gunicorn.conf.py`];
  if (server.kind === 'wsgi' || asgi === null) return [...gunicorn, wsgi ?? 'wsgi:application'];
  return [...gunicorn, '--worker-class', workerClass(project), asgi];
}

/** What runs manage.py in development. */
export function developmentServerOf({django: {server, asgi}, messages}: Project): readonly string[] {
  // Nothing is put into the work tree that git would show.
  const compiles = messages?.ignored === true ? [`--messages=${messages.directories.map(inImage).join(':')}`] : [];
  const serves = server.kind === 'asgi' && asgi !== null ? [`--asgi=${asgi}`] : [];
  return [`${scripts}/runserver.py`, ...compiles, ...serves];
}

/** gunicorn's worker that speaks ASGI; its metadata asks for uvicorn 0.36 and gunicorn 21. */
const worker = {requirement: 'uvicorn-worker==0.4.0', class: 'uvicorn_worker.UvicornWorker'};
/** What uvicorn itself carries for gunicorn, deprecated since 0.30. */
const carriedClass = 'uvicorn.workers.UvicornWorker';

function workerClass(project: Project): string {
  return takesWorker(project) ? worker.class : carriedClass;
}

function takesWorker(project: Project): boolean {
  if (versionOf(project, 'uvicorn-worker') !== undefined) return true;
  const uvicorn = versionOf(project, 'uvicorn') ?? usualUvicorn(project);
  return !isBelow(uvicorn, 0, 36) && !isBelow(versionOf(project, 'gunicorn') ?? null, 21, 0);
}

/** From 0.14 to 0.17 it asks for asgiref 3.4, and channels 1 and 2 for less. Source: the metadata of each release. */
function usualUvicorn(project: Project): string {
  const {uvicorn} = rowOf(project.python.version).asgi;
  const asksForAsgiref = !isBelow(uvicorn, 0, 14) && isBelow(uvicorn, 0, 18);
  return asksForAsgiref && isBelow(versionOf(project, 'asgiref') ?? null, 3, 4) ? '0.13.4' : uvicorn;
}

/**
 * What an ASGI project needs and production does not name. A version that development pins is taken: the two share a layer.
 * @param names what production installs
 */
export function asgiAdditions(project: Project, names: ReadonlySet<string>): readonly Addition[] {
  if (project.django.server.kind === 'wsgi') return [];
  const {websockets} = rowOf(project.python.version).asgi;
  const pinned = (name: string, version: string) => `${name}==${versionOf(project, name) || version}`;
  const found: Addition[] = [];
  if (!names.has('uvicorn')) found.push({requirement: pinned('uvicorn', usualUvicorn(project)), because: 'it serves the ASGI application'});
  if (!names.has('websockets') && !names.has('wsproto'))
    found.push({requirement: pinned('websockets', websockets), because: 'uvicorn refuses WebSockets without it'});
  if (!names.has('uvicorn-worker') && takesWorker(project))
    found.push({requirement: worker.requirement, because: 'gunicorn runs uvicorn by it, as the worker in uvicorn itself is deprecated'});
  return found;
}

/** The exact version of a package in devenv.lock or in the files; "" where no pin says, undefined where nothing names it. */
function versionOf({dependencies, lock}: Project, name: string): string | undefined {
  const named = [...dependencies.production, ...dependencies.development].flatMap(({requirements}) => requirements);
  const locked = dependencies.pinned ? [] : [...(lock?.production ?? []), ...(lock?.development ?? [])];
  const lines = locked.flatMap(line => (/^[^\s=@[]+/.exec(line)?.[0] === name ? [/==([^\s;]+)/.exec(line)?.[1] ?? ''] : []));
  const found = named.filter(one => one.name === name);
  return lines[0] ?? found.find(({version}) => version !== null)?.version ?? (found.length === 0 ? undefined : '');
}
