import * as z from 'zod/mini';
import {defaults} from './defaults';
import {command, detected, filled, key, list, path, section, text, textFiles, variables, wholeNumber} from './fields';

const homepage = 'a directory below the root, or false';

const service = section({env: filled(variables(), 'Variables for this service alone; they win over those for all services.', {})});

const moduleName = text(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/, 'a module such as example.settings');

/** Any service as Compose reads it, with what its presence tells the project's code. */
const ownService = z.looseObject(
  {
    image: text(/^\S+$/, 'an image such as opensearchproject/opensearch:2'),
    provides: filled(variables(), 'Variables that every service of the project gets, such as SEARCH_URL: http://search:9200.', {}),
  },
  {error: 'a Compose service with an image'},
);
const packageName = text(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/, 'the name of a package');

/** What a person may write in devenv.yaml. The one source of the types, the messages and the JSON schema. */
export const schema = section({
  name: key(z.nullable(text(/\S/, 'the name of the project')), 'Name of the project; by default the name of its directory.'),
  python: detected(text(/^3\.\d+$/, 'a Python version in quotes such as "3.13"'), 'Version of Python.'),
  django: key(
    section({
      settings: detected(moduleName, 'Settings module for development.'),
      production_settings: detected(moduleName, 'Settings module that ships.'),
      manage: detected(path('a path below the root such as site/manage.py'), 'Path of manage.py.'),
    }),
    'Where Django is.',
  ),
  homepage: detected(z.union([path(homepage), z.literal(false)], {error: homepage}), 'Directory of a static home page, false for none.'),
  assets: detected(
    z.union(
      [
        z.literal(false),
        section({
          directory: key(path('a directory below the root such as frontend'), 'Directory of package.json.'),
          command: key(text(/\S/, 'a command'), 'Command that builds, a line for a shell in that directory.'),
          output: key(
            list(path('a path below the root such as frontend/dist'), 'a list of paths'),
            'What it makes, below the root; by default the files that it writes.',
          ),
        }),
      ],
      {error: 'directory, command and output, or false'},
    ),
    'A front end that makes files which the pages need, false for none.',
  ),
  fixtures: detected(
    list(path('a path below the root such as fixtures/start.json'), 'a list of fixtures'),
    'Fixtures that `devenv up` loads, in this order.',
  ),
  port: key(
    wholeNumber(1, 65_535, 'a port from 1 to 65535'),
    'Preferred port on 127.0.0.1; the next free one is taken when it is busy.',
    defaults.port,
  ),
  env: key(variables(), "Variables for every service that runs the project's code.", defaults.env),
  envrc: key(
    section({
      evaluator: key(
        z.enum(['auto', 'direnv', 'static'], {error: 'auto, direnv or static'}),
        'What evaluates .envrc: auto is devenv itself, direnv the one that is installed; static refuses what needs a shell.',
        defaults.envrc.evaluator,
      ),
      sandbox: key(
        z.boolean({error: 'true or false'}),
        'Whether what a shell runs gets no network and may write into /tmp only.',
        defaults.envrc.sandbox,
      ),
    }),
    "Development's file of variables.",
  ),
  server_envrc: key(
    section({
      allow_tracked: key(
        z.boolean({error: 'true or false'}),
        'Whether .server.envrc is used although git tracks it.',
        defaults.server_envrc.allow_tracked,
      ),
    }),
    "Production's file of variables.",
  ),
  services: key(
    z.catchall(
      section({web: key(service, 'Django.'), worker: key(service, 'The celery worker.'), beat: key(service, 'Celery beat.')}),
      ownService,
    ),
    'Settings for one service; any other name is a Compose service that runs beside the project.',
  ),
  workers: detected(
    z.record(text(/^[a-z][a-z0-9-]*$/, 'a name of small letters, digits and -'), command(), {error: 'commands, each a name: command'}),
    'Commands that run beside the web server, by name, instead of the detected ones.',
  ),
  after_migrate: key(list(command(), 'a list of commands'), 'Commands that run once after the migrations, before the first request.', []),
  files: key(
    textFiles(),
    'Files that the code reads and git does not have, such as local_settings.py, by path below the root.',
    defaults.overlay,
  ),
  images: key(
    section({
      source: key(
        z.enum(['auto', 'registry', 'debian'], {error: 'auto, registry or debian'}),
        'Where base images come from; auto tries a registry first, then Debian packages.',
        defaults.images.source,
      ),
      registry: key(
        z.nullable(text(/^[a-z0-9][a-z0-9._-]*(:\d+)?(\/[a-z0-9][a-z0-9._-]*)*$/, 'a prefix such as mirror.example.com/library')),
        "Prefix of the official images, for a mirror; by default the engine's own registry.",
      ),
      python: key(
        section({
          directory: detected(
            text(/^\/[^\0\n]*$/, 'an absolute path such as /opt/python3.8'),
            'An interpreter of this machine, put on a Debian base: the directory that has bin/python3.',
          ),
        }),
        'The Python of the base image.',
        defaults.images.python,
      ),
    }),
    'Base images.',
  ),
  apt: key(
    list(text(/^[a-z0-9][a-z0-9+.-]+$/, 'the name of a Debian package'), 'a list of Debian packages'),
    'Debian packages that the project needs; headers are for the build and bring their library.',
    [...defaults.apt],
  ),
  resolve_as_of: detected(
    text(/^(\d{4}-\d{2}-\d{2}|latest)$/, 'a day such as "2026-05-16", or latest'),
    'Day up to which requirements without exact pins are resolved.',
  ),
  replace: key(
    z.record(packageName, text(/^[^\0\n]+$/, 'a version, a requirement or a URL'), {error: 'requirements, each a name: replacement'}),
    'What is installed in place of a requirement.',
    defaults.replace,
  ),
  drop: key(list(packageName, 'a list of packages'), 'Requirements that are not installed.', [...defaults.drop]),
  test: key(
    section({
      command: detected(
        list(text(/^[^\0]+$/, 'a word of the command; quote it'), 'a list of words such as [python, manage.py, test]').check(
          z.minLength(1, {error: 'at least one word'}),
        ),
        "Command that runs the project's tests.",
      ),
    }),
    'Tests.',
  ),
  release: key(
    section({
      image: key(
        z.nullable(
          text(
            /^[a-z0-9][a-z0-9._-]*(:\d+)?(\/[a-z0-9][a-z0-9._-]*)*$/,
            'a repository without a tag such as registry.example.com/team/site',
          ),
        ),
        'Repository that `devenv push` sends to; by default it is given with --tag.',
      ),
    }),
    'The shipped image.',
  ),
});

/** devenv.yaml as it was written: every key may be missing. */
export type Written = z.infer<typeof schema>;
