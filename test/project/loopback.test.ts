import {describe, expect, it} from '@jest/globals';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from './memory-tree';
import {plainSettings} from './settings';

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';

/** "store:port at line" of each address that was found. */
function found(settings: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const tree = {'manage.py': manage, 'site/__init__.py': '', 'site/settings.py': settings, 'requirements.txt': 'celery==5\nredis==5\n'};
  const {loopback} = readFacts(memoryTree({...tree, ...files}), plainSettings);
  return loopback.map(({store, port, where}) => `${store}:${String(port)} at ${where.file}:${String(where.line)}`);
}

const postgres = (rest: string) => `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", ${rest}}}\n`;

describe('an address of this machine in the text of the settings', () => {
  it.each([
    ['of the database', postgres('"HOST": "localhost"'), ['db:5432 at site/settings.py:1']],
    ['of the database with a port as text', postgres('"HOST": "127.0.0.1", "PORT": "5433"'), ['db:5433 at site/settings.py:1']],
    ['in a URL', 'CELERY_BROKER_URL = "redis://localhost:6380/1"\n', ['redis:6380 at site/settings.py:1']],
    ['in a URL without a port', '\nBROKER_URL = "amqp://guest:guest@localhost//"\n', ['rabbitmq:5672 at site/settings.py:2']],
    ['as host and port', 'CACHES = {"default": {"LOCATION": "127.0.0.1:11211"}}\n', ['memcached:11211 at site/settings.py:1']],
    ['as a pair', 'CHANNEL_LAYERS = {"default": {"CONFIG": {"hosts": [("127.0.0.1", 6379)]}}}\n', ['redis:6379 at site/settings.py:1']],
    ['by keys', 'RQ_QUEUES = {"default": {"HOST": "localhost", "PORT": 6379, "DB": 0}}\n', ['redis:6379 at site/settings.py:1']],
    ['by keys without a port', 'Q_CLUSTER = {"redis": {"host": "localhost"}}\n', ['redis:6379 at site/settings.py:1']],
    ['in two settings', 'REDIS_HOST = "localhost"\nREDIS_PORT = 6390\n', ['redis:6390 at site/settings.py:1']],
    ['by a call', 'from redis import Redis\nCLIENT = Redis(host="localhost", port=6379)\n', ['redis:6379 at site/settings.py:2']],
    ['twice', 'A = "redis://localhost/0"\nB = "redis://127.0.0.1:6379/1"\n', ['redis:6379 at site/settings.py:1']],
  ])('%s is found', (_what, settings, expected) => {
    expect(found(settings)).toEqual(expected);
  });

  it.each([
    ['a variable says', `import os\n${postgres('"HOST": os.environ.get("DB_HOST", "localhost")')}`],
    ['a variable says in a URL', 'import os\nCELERY_BROKER_URL = os.environ.get("BROKER", "redis://localhost:6379")\n'],
    ['a variable says a part', "import os\nBROKER = f\"redis://{os.environ.get('H', 'localhost')}:6379/0\"\n"],
    ['another host is', postgres('"HOST": "db.example.com"')],
    ['no store is', 'EMAIL_HOST = "localhost"\nALLOWED_HOSTS = ["localhost", "127.0.0.1"]\nAPI = "http://localhost:9200"\n'],
    ['SQLite has no host', 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}\n'],
  ])('where %s, nothing is found', (_what, settings) => {
    expect(found(settings)).toEqual([]);
  });

  it('is found where the celery application is made', () => {
    const celery =
      'from celery import Celery\n\napp = Celery("site", broker="redis://localhost:6379/0", backend="redis://localhost:6379/1")\n';
    expect(found('ROOT_URLCONF = "site.urls"\n', {'site/celery.py': celery})).toEqual(['redis:6379 at site/celery.py:3']);
  });
});
