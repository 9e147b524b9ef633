import type {Django} from '../model/project';
import type {Proof} from '../model/proof';
import {findApplication} from './applications';
import type {ProcessCommand} from './commands';
import {settingsFile} from './manage';
import type {Code} from './python-source/code';
import type {Required} from './required';
import {proofsOf, type DjangoSettingsModule} from './settings';

/** What a server is chosen by. The project's commands are asked for only where nothing else decides. */
export interface ServerSources {
  readonly tree: Code;
  readonly workdir: string;
  readonly module: DjangoSettingsModule;
  readonly apps: readonly string[];
  readonly required: readonly Required[];
  readonly commands: () => readonly ProcessCommand[];
}

interface Found {
  /** What the server runs; null where the project has no such module. */
  readonly asgi: string | null;
  readonly server: Django['server'];
  readonly proofs: readonly Proof[];
}

const speaking = new Set(['channels', 'daphne', 'uvicorn', 'uvicorn-worker', 'hypercorn']);

/** Whether the project is served by ASGI: by its applications, by its settings with a server, or as it starts one itself. */
export function findServer(sources: ServerSources): Found {
  const {tree, workdir, module, apps, required} = sources;
  const asgi = findApplication(tree, workdir, module, 'asgi')?.name ?? null;
  const found = (why: string, proofs: readonly Proof[], name = asgi): Found => ({asgi: name, server: {kind: 'asgi', why}, proofs});
  const app = asgi === null ? undefined : apps.find(name => /^(daphne|channels)(\.|$)/.test(name));
  if (app !== undefined) return found(`${app} is in INSTALLED_APPS`, proofsOf(module, 'INSTALLED_APPS'));
  const named = proofsOf(module, 'ASGI_APPLICATION');
  const server = required.find(({name}) => speaking.has(name));
  if (asgi !== null && named.length > 0 && server !== undefined)
    return found(`the settings name ASGI_APPLICATION, and ${server.name} is required`, [...named, server.where]);
  const started = asgi === null ? undefined : startedIn(sources);
  if (started !== undefined) return found(`${started.where.file} starts ${started.program}`, [started.where], started.application);
  const why = asgi === null ? 'the project has no ASGI application' : 'nothing in the project asks for ASGI';
  return {asgi, server: {kind: 'wsgi', why}, proofs: proofsOf(module, 'WSGI_APPLICATION')};
}

interface Started {
  readonly program: string;
  readonly application: string;
  readonly where: Proof;
}

/** The first command of the project that starts an ASGI server on a module of Django's. */
function startedIn({tree, workdir, commands}: ServerSources): Started | undefined {
  for (const {words, where} of commands()) {
    const program = programOf(words);
    const application = program === undefined ? undefined : words.find(word => isApplication(tree, workdir, word));
    if (program !== undefined && application !== undefined)
      return {program, where, application: application.includes(':') ? application : `${application}:application`};
  }
  return undefined;
}

function programOf(words: readonly string[]): string | undefined {
  const names = words.map(word => word.replace(/^.*\//, ''));
  const server = names.find(name => /^(daphne|uvicorn|hypercorn)$/.test(name));
  return server ?? (names.includes('gunicorn') && words.some(word => /uvicorn/i.test(word)) ? 'gunicorn with uvicorn' : undefined);
}

/** A monorepo may hold an ASGI service that is not Django's. */
function isApplication(tree: Code, workdir: string, word: string): boolean {
  const module = /^([A-Za-z_][\w.]*)(:[A-Za-z_]\w*)?$/.exec(word)?.[1];
  const file = module === undefined ? null : settingsFile(tree, workdir, module);
  return file !== null && /\b(django|channels|configurations)\b/.test(tree.read(file) ?? '');
}
