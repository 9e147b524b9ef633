import type {Mode} from '../model/mode';
import type {Labels} from '../model/plan';
import type {Project} from '../model/project';
import {engineOf} from './engines';

/** Where the repository lies in every container. */
export const mountPoint = '/app';
/** Where images/app lies in every image with the project's Python. */
export const scripts = '/opt/devenv';
/** The user that shipped images run as; dev images run as the invoking user. */
export const shippedUser = '10001:10001';

/** Name of the Compose project: the two modes share nothing. */
export function composeProject(project: Project, mode: Mode): string {
  return mode === 'production' ? `${project.id}-production` : project.id;
}

/** Name of the generated Compose file relative to .devenv. */
export function composeFile(mode: Mode): string {
  return mode === 'production' ? 'compose.production.yaml' : 'compose.yaml';
}

/** The labels that make a thing the project's: `down --volumes` removes exactly what carries them. */
export function ownLabels(project: Project, role: string): Labels {
  return {...imageLabels(project, role), 'devenv.root': project.root};
}

/** The same for an image, which travels: it names no path of this machine. */
export function imageLabels(project: Project, role: string): Labels {
  return {'devenv.project': project.id, 'devenv.name': project.name, 'devenv.role': role};
}

/**
 * The label of volumes and networks. It must never change: Compose makes a network or a volume anew whose labels differ,
 * the first fails while containers use it and the second loses its data.
 */
export function lastingLabels(project: Project): Labels {
  return {'devenv.project': project.id};
}

/** The file of a service's production values, relative to .devenv. */
export function valuesFile(service: string): string {
  return `production.${service}.env.sh`;
}

export function workdirIn(project: Project): string {
  return project.workdir === '' ? mountPoint : `${mountPoint}/${project.workdir}`;
}

/** The line of a Dockerfile for what manage.py alone puts on the search path: a server and workers do not run it. */
export function searchPathLine({importRoots = []}: Project): string {
  return importRoots.length === 0 ? '' : `\nENV PYTHONPATH="${importRoots.map(root => `${mountPoint}/${root}`).join(':')}"`;
}

export function databaseVolume(project: Project, mode: Mode): string {
  return `${composeProject(project, mode)}_${engineOf(project)?.volume ?? 'db'}`;
}

/** A path of the settings as it is inside an image: relative ones lie below the root. */
export function inImage(path: string): string {
  return path.startsWith('/') ? path.replace(/\/$/, '') : `${mountPoint}/${path}`.replace(/\/$/, '');
}
