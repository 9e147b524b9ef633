import {describe, expect, it} from '@jest/globals';
import {resolve} from '../../src/config/resolve';
import {readFacts, type Facts} from '../../src/project/facts';
import {overlaid} from '../../src/project/overlay';
import {parsed} from '../../src/project/python-source/code';
import {renderProposal} from '../../src/report/proposal';
import {memoryTree} from '../project/memory-tree';
import {plainSettings} from '../project/settings';

const shut = 'DEBUG, ROOT_URLCONF = False, "urls"\ntry:\n    from local_settings import *\nexcept ImportError:\n    pass\n';
const files = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'settings.py': shut,
  'local_settings.py.example': 'DEBUG = True\n',
  'requirements.txt': 'psycopg2-binary==2.9.9\n',
  'Procfile': 'alerts: python manage.py sendalerts\n',
};

function read(changes: Readonly<Record<string, string>> = {}): Facts {
  return readFacts(memoryTree({...files, ...changes}), plainSettings);
}

function proposalOf(facts: Facts): string {
  return renderProposal({...facts, root: '/home/ada/site', name: 'my site', id: 'my-site-1a2b3c4d', git: null});
}

/** devenv.yaml as the reader of devenv.yaml takes it. */
function settingsOf(text: string) {
  return resolve([{file: 'devenv.yaml', bytes: Buffer.from(text)}]);
}

describe('the proposal of devenv init', () => {
  it('is a devenv.yaml that fixes nothing but the file that is needed', () => {
    const {overlay, ...rest} = settingsOf(proposalOf(read()));
    expect(rest).toEqual({...settingsOf(''), overlay: undefined});
    expect(overlay['local_settings.py']).toMatch(/DEBUG = True\n[\s\S]*"HOST": "db", "NAME": "my_site"/);
  });

  it('is valid with each # taken away too', () => {
    const bare = proposalOf(read()).replaceAll(/^# (?=[a-z_]+:( |$)|  |- )/gm, '');
    expect(settingsOf(bare)).toMatchObject({
      django: {settings: 'settings', manage: 'manage.py'},
      workers: {alerts: ['python', 'manage.py', 'sendalerts']},
      test: {command: ['python', 'manage.py', 'test', '--noinput']},
    });
  });

  it('names the variables that are required, and no secret', () => {
    const settings = 'import os\nSECRET_KEY = os.environ["SECRET_KEY"]\nHOST = os.environ["SITE_HOST"]\n';
    const text = proposalOf(read({'settings.py': settings, '.python-version': '3.12\n'}));
    expect(text).toContain('# env:\n#   SITE_HOST: value  # read at settings.py:3\n');
    expect(text).toContain('# Python 3.12: .python-version:1 says 3.12\n');
  });

  it('makes the settings use what it proposes', () => {
    const {overlay} = settingsOf(proposalOf(read()));
    expect(readFacts(parsed(overlaid(memoryTree(files), overlay)), plainSettings).database).toMatchObject({engine: 'postgresql'});
    const own = {...files, 'requirements.txt': 'mysqlclient==2.2.7\n'};
    const mysql = settingsOf(proposalOf(read(own))).overlay;
    expect(readFacts(parsed(overlaid(memoryTree(own), mysql)), plainSettings).database).toMatchObject({engine: 'mysql'});
  });
});

describe('a settings file that git does not have', () => {
  it('is found by its example or its name, and is needed where nothing would be served', () => {
    expect(read().absentSettings).toEqual([
      {file: 'local_settings.py', sample: 'local_settings.py.example', needed: true, where: {file: 'settings.py', line: 3}},
    ]);
    expect(read({'settings.py': `ALLOWED_HOSTS = ["*"]\n${shut}`}).absentSettings).toMatchObject([{needed: false}]);
  });

  it('is found by its sample where git ignores it and nothing else names a database', () => {
    const more = {
      '.gitignore': '*.pyc\n/shop/conf.py\nother.py\n',
      'shop/conf_example.py': 'DATABASES = {}\n',
      'settings.py': 'DATABASES = load()\n',
    };
    const found = {
      file: 'shop/conf.py',
      sample: 'shop/conf_example.py',
      needed: false,
      where: {file: '.gitignore', line: 2},
      unwritten: true,
    };
    expect(read(more).absentSettings).toEqual([found]);
    expect(read({...more, 'shop/conf.py': ''}).absentSettings).toEqual([]);
    expect(read({...more, 'settings.py': 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\n'}).absentSettings).toEqual(
      [],
    );
  });

  it('is found by its sample where the settings import names from it, and told where they have their database of it', () => {
    const settings =
      'DEBUG, ROOT_URLCONF = True, "x"\ntry:\n    from .secret import DATABASES\n    from .secret import KEY\nexcept ImportError:\n    raise RuntimeError("x")\n';
    const own = {
      'manage.py': 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "site.settings"\n',
      'site/settings.py': settings,
      'site/secret_template.py': 'KEY = "k"\n',
    };
    expect(readFacts(memoryTree(own), plainSettings).absentSettings).toEqual([
      {
        ...{file: 'site/secret.py', sample: 'site/secret_template.py', needed: false, unwritten: true},
        where: {file: 'site/settings.py', line: 3},
      },
    ]);
  });

  it.each([
    ['put there by a call', 'locals().update(common(project="shop"))\n'],
    ['of a package that nobody read', 'ROOT_URLCONF = "urls"\nfrom framework.conf import *\n'],
  ])('is not needed where what is not set may be %s', (_case, before) => {
    const settings = (rest: string) => `${before}DATABASES = {"default": {"ENGINE": "x"}}\n${rest}`;
    expect(read({'settings.py': settings(shut.replace(/^.*\n/, ''))}).absentSettings).toMatchObject([{needed: false}]);
  });

  it.each([
    ['a module beside them', 'from .secrets import KEY', 'site/secrets.py', {}],
    ['a module by its full name', 'from site.secrets import KEY', 'site/secrets.py', {}],
    ['all of a module at the root', 'from local_settings import *', 'local_settings.py', {}],
    [
      'a module of a package',
      'from site import local_config as own',
      'site/local_config.py',
      {'site/local_config.sample.py': 'KEY = ""\n'},
    ],
    ['a module of a package without a sample', 'from . import local_config', 'site/local_config.py', {}],
  ])('is told where the settings need %s', (_case, line, file, more: Readonly<Record<string, string>>) => {
    const own = {
      'manage.py': 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "site.settings"\n',
      'site/__init__.py': 'from .celery import app\n',
      'site/celery.py': 'app = 1\n',
      ...more,
    };
    const absentOf = (text: string) =>
      readFacts(memoryTree({...own, 'site/settings.py': `ROOT_URLCONF = "urls"\n${text}\n`}), plainSettings);
    const [sample = null] = Object.keys(more);
    expect(absentOf(line).absentSettings).toEqual([
      {file, sample, needed: false, where: {file: 'site/settings.py', line: 2}, unwritten: true},
    ]);
    expect(
      absentOf(`DEBUG = True\nDATABASES = {"default": {"ENGINE": "x"}}\ntry:\n    ${line}\nexcept ImportError:\n    pass`).absentSettings,
    ).toMatchObject([{file, needed: false, where: {line: 5}}]);
  });

  it.each([
    ['what a package has', 'from site import app', 'app = 1\n'],
    ['what a package may take from elsewhere', 'from site import local', 'from framework import *\n'],
    ['a module of Python', 'from secrets import token_hex', ''],
    ['a module of an installed package', 'from framework.local import *', ''],
  ])('is not %s', (_case, line, package_) => {
    const own = {
      'manage.py': 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "site.settings"\n',
      'site/__init__.py': package_,
      'site/settings.py': `ROOT_URLCONF = "urls"\n${line}\n`,
    };
    expect(readFacts(memoryTree(own), plainSettings).absentSettings).toEqual([]);
  });

  it('is not a package that is installed', () => {
    expect(read({'settings.py': 'from company_settings.base import *\n'}).absentSettings).toEqual([]);
  });
});
