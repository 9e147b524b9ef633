import type {Celery} from '../model/processes';
import type {Loopback} from '../model/loopback';
import {findBorrowed} from './borrowed';
import type {ProcessCommand} from './commands';
import type {Code} from './python-source/code';
import {findModule, resolveModule} from './python-source/modules';
import type {Required} from './required';
import type {DjangoSettingsModule} from './settings';

interface BrokerSources {
  readonly tree: Code;
  readonly workdir: string;
  /** Those of the project, and celery's own. */
  readonly modules: readonly DjangoSettingsModule[];
  readonly required: readonly Required[];
  readonly commands: readonly ProcessCommand[];
}

/** Files that give variables: celery reads CELERY_BROKER_URL by itself. */
const environments = /(^|\/)(\.?env[\w.-]*|[\w.-]*\.env|(docker-)?compose[\w.-]*\.ya?ml|[\w-]*settings[\w.-]*\.(toml|ya?ml|json|ini))$/;
/** Clients of other brokers. */
const clients = /^(redis|django-redis|hiredis|boto3|pycurl|dynaconf)$/;

/**
 * Where celery looks for its broker if nothing in the project names one: RabbitMQ on this machine. Null where anything
 * may name another: the settings, the module of the application, the environment, a command, or a client that is installed.
 */
export function findUsualBroker({tree, workdir, modules, required, commands}: BrokerSources, celery: Celery): Loopback | null {
  const file = fileOf(tree, workdir, celery.app);
  if (file === undefined || required.some(({name, extras}) => clients.test(name) || (name === 'celery' && extras.length > 0))) return null;
  const text = tree.read(file) ?? '';
  const mentions = (one: string): boolean => /broker|amqps?:\/\//i.test(tree.read(one) ?? '');
  const isNamed =
    namesBroker(text, modules) ||
    commands.some(({words}) => words.some(word => /(^|\/)celery$/.test(word)) && words.some(word => /^(-b|--broker)/.test(word))) ||
    modules.some(({program}) => [...program.modules.keys()].some(mentions)) ||
    (findBorrowed(modules, required).borrowed ?? []).some(({isRead}) => !isRead) ||
    tree.files().some(one => environments.test(one) && mentions(one));
  const line = text.slice(0, text.search(/\bCelery\(/)).split('\n').length;
  return isNamed ? null : {store: 'rabbitmq', port: 5672, where: {file, line}};
}

/** The file that makes the application: that of `-A package`, or package/celery.py. */
function fileOf(tree: Code, workdir: string, app: string): string | undefined {
  const [module = app] = app.split(':');
  const paths = [`${module}.celery`, module].flatMap(name => findModule(name, '', [workdir, '', ...tree.importRoots], tree) ?? []);
  return paths.flatMap(path => resolveModule(path, tree) ?? []).find(file => /\bCelery\(/.test(tree.read(file) ?? ''));
}

/** Whether the module gives the application a broker, other than by a setting that is not there, or settings of its own. */
function namesBroker(text: string, modules: readonly DjangoSettingsModule[]): boolean {
  const given = [...text.matchAll(/broker\w*["'\]]*\s*[=:,]\s*(?:settings\.(\w+))?/gi)];
  const sources = [...text.matchAll(/config_from_(?:object|envvar|cmdline)\(\s*([^,)]*)/g)];
  return (
    given.some(([, name]) => name === undefined || modules.some(({scope}) => scope.has(name))) ||
    sources.some(([, source = '']) => !/^["']?(django\.conf:)?settings["']?$/.test(source.trim()))
  );
}
