import type {Worker} from '../model/processes';
import type {Proof} from '../model/proof';
import type {ProcessCommand} from './commands';
import {show} from './python-source/show';
import {stringOf} from './python-source/value';
import {settingOf, type DjangoSettingsModule} from './settings';

interface Found {
  readonly workers: readonly Worker[];
  readonly proofs: readonly Proof[];
}

/** What a queue's own Django application is started with. */
const byApp: Readonly<Record<string, {readonly name: string; readonly command: readonly string[]}>> = {
  'django_rq': {name: 'worker-rq', command: ['rqworker']},
  'django_q': {name: 'worker-q', command: ['qcluster']},
  'huey.contrib.djhuey': {name: 'worker-huey', command: ['run_huey']},
  'bx_django_utils.huey': {name: 'worker-huey', command: ['run_huey']},
  'django_dramatiq': {name: 'worker-dramatiq', command: ['rundramatiq', '--processes', '1', '--threads', '4']},
  'background_task': {name: 'worker-tasks', command: ['process_tasks']},
  'django_tasks.backends.database': {name: 'worker-tasks', command: ['db_worker']},
  'django_tasks_db': {name: 'worker-tasks', command: ['db_worker']},
  'procrastinate.contrib.django': {name: 'worker-procrastinate', command: ['procrastinate', 'worker']},
};

const usualNames: ReadonlyMap<string | undefined, string> = new Map(Object.values(byApp).map(({name, command: [first]}) => [first, name]));

/** Commands that end by themselves, that serve the site, or that a person gives. */
const passing =
  /^(runserver\w*|runsslserver|run_gunicorn|runmodwsgi|migrate|makemigrations|collectstatic|check|test|loaddata|dumpdata|shell\w*|createsuperuser|createcachetable|compilemessages|makemessages|compress|flush|wait_for_\w+|waitdb|dbshell|load\w*|create\w*|setup\w*|init\w*|import\w*|update\w*|clear\w*|seed\w*|sync\w*|ensure\w*|populate\w*|bootstrap\w*|rebuild\w*|build\w*|generate\w*|delete\w*|remove\w*|export\w*|reset\w*|help|version|diffsettings|spectacular|--\S+)$/;

/** Worker commands besides celery's: those that the project's own files start, else the usual one of an installed queue. */
export function findWorkers(settings: DjangoSettingsModule, commands: readonly ProcessCommand[]): Found {
  const started = commands.flatMap(readCommand);
  const apps = settingOf(settings, 'INSTALLED_APPS');
  const installed = apps?.kind === 'list' ? apps.items.flatMap(item => show(item) ?? []) : [];
  const usual = installed.flatMap(app => {
    const known = Object.hasOwn(byApp, app.replace(/\.apps\.\w+$/, '')) ? byApp[app.replace(/\.apps\.\w+$/, '')] : undefined;
    const begun = known && started.some(({worker}) => worker.command.includes(known.command[0] ?? ''));
    return known && !begun
      ? [{name: known.name, command: ['python', 'manage.py', ...known.command, ...queuesOf(known.command, settings)]}]
      : [];
  });
  const workers = [...started.map(({worker}) => worker), ...usual];
  const distinct = workers.filter(
    ({name, command}, at) => workers.findIndex(other => other.command.join(' ') === command.join(' ') || other.name === name) === at,
  );
  return {workers: distinct, proofs: started.map(({where}) => where)};
}

/** Options whose value uwsgi, supervisor or systemd would fill in are left to their defaults. */
function withoutPlaceholders(words: readonly string[]): readonly string[] {
  const isOpen = (word: string | undefined): boolean => word !== undefined && /\$|%[(\w]/.test(word);
  return words.filter((word, at) => !isOpen(word) && !(word.startsWith('-') && isOpen(words[at + 1])));
}

/** `rqworker` takes the names of its queues. */
function queuesOf([command]: readonly string[], settings: DjangoSettingsModule): readonly string[] {
  const queues = command === 'rqworker' ? settingOf(settings, 'RQ_QUEUES') : undefined;
  return queues?.kind === 'dict' ? queues.entries.flatMap(({key}) => stringOf(key) ?? []) : [];
}

/** Only of a process that a Procfile or compose file names, or a daemon that uwsgi, supervisor or systemd attaches: a script may do anything. */
function readCommand({process, words, where}: ProcessCommand): readonly {readonly worker: Worker; readonly where: Proof}[] {
  const attached = /\.(ini|conf|service)$/.test(where.file);
  if (process === null && !attached) return [];
  const at = words.findIndex(word => /(^|\/)manage\.py$|^django-admin(\.py)?$/.test(word));
  const [command, ...args] = at < 0 ? [] : withoutPlaceholders(words.slice(at + 1));
  if (
    command === undefined ||
    passing.test(command) ||
    ['web', 'release', 'app', 'django', 'migrate', 'migration', 'migrations', 'init', 'test', 'tests'].includes(process ?? '')
  )
    return [];
  const name = `worker-${(process ?? usualNames.get(command) ?? command)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^(worker-?)+|^-+|-+$/g, '')}`;
  return [
    {
      worker: {
        name: name === 'worker-' ? `worker-${command.replaceAll('_', '-')}` : name,
        command: ['python', 'manage.py', command, ...args],
      },
      where,
    },
  ];
}
