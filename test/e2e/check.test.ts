import {afterAll, afterEach, beforeAll, describe, expect, test} from '@jest/globals';
import {chmodSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {devenv} from './support/devenv';
import {copyOfExample, docker, type Site} from './support/site';

interface Finding {
  readonly what: string;
  readonly state: 'good' | 'doubtful' | 'bad';
  readonly detail: string;
  readonly next: string | null;
  readonly where?: {readonly file: string; readonly line: number};
}

const values = '.server.envrc';
const good = `export SECRET_KEY=wq8Zr2nXv5Tj0LbY7mKc4HsGd9FpAe3uRi6oNt1xQkVhEzJyBgSf
export DEBUG=False
export ALLOWED_HOSTS=trees.invalid
export DATABASE_URL=postgres://example:rehearsal@localhost:5432/example
export SESSION_COOKIE_SECURE=False
`;

let site: Site;

beforeAll(async () => {
  site = await copyOfExample();
});
afterAll(() => site.remove());

/** The findings and the exit code. */
async function check(...args: readonly string[]): Promise<{code: number; findings: readonly Finding[]}> {
  const {code, stdout} = await devenv(site.root, 'check', '--json', ...args);
  return {code, findings: (JSON.parse(stdout) as {findings: readonly Finding[]}).findings};
}

function writeValues(text: string, mode = 0o600): void {
  site.write(`example-django/${values}`, text);
  chmodSync(join(site.django, values), mode);
}

const stated = (findings: readonly Finding[], state: Finding['state']) => findings.filter(one => one.state === state);
const brief = ({what, detail}: Finding) => `${what}: ${detail}`;

describe('a project without a fault', () => {
  test('passes, and leaves nothing running and nothing of its own behind', async () => {
    const {code, stdout} = await devenv(site.root, 'check');
    expect(stdout).toMatch(/^✔ Dependencies: .*\n✔ Django: .* example\.settings.*\n✔ Migrations: .*\n\nNothing to mend\.\n$/);
    expect(code).toBe(0);
    expect(await docker('ps', '--all', '--quiet', '--filter', `label=devenv.root=${site.root}`)).toEqual([]);
  });

  test('passes for production without .server.envrc, and what that may set is told', async () => {
    const {code, findings} = await check('--production');
    expect(stated(findings, 'bad')).toEqual([]);
    expect(stated(findings, 'doubtful').map(({what}) => what)).toEqual(['Values', 'Variables', 'ALLOWED_HOSTS']);
    expect(findings.find(({what}) => what === 'Variables')?.detail).toMatch(/SECRET_KEY .*settings\.py:\d+/);
    expect(code).toBe(0);
  });
});

describe('for production', () => {
  afterEach(() => rmSync(join(site.django, values), {force: true}));

  test('good values pass; what only Django warns of fails where it is asked to', async () => {
    writeValues(good);
    const {code, findings} = await check('--production', '--fail-level', 'warning');
    expect(stated(findings, 'bad')).toEqual([]);
    expect(stated(findings, 'doubtful').map(({what}) => what)).toContain('security.W012');
    expect(code).toBe(1);
  });

  test('DEBUG, an open site, a placeholder for a key and a missing variable fail, each with its line', async () => {
    writeValues('export SECRET_KEY=change-me\nexport DEBUG=True\nexport ALLOWED_HOSTS="*"\nenv_vars_required SITE_NAME\n');
    const {code, findings} = await check('--production');
    expect(stated(findings, 'bad').map(({what}) => what)).toEqual(['Variables', 'DEBUG', 'SECRET_KEY', 'ALLOWED_HOSTS']);
    expect(findings.find(({what}) => what === 'Variables')).toMatchObject({
      detail: expect.stringContaining('SITE_NAME') as unknown,
      next: `add to example-django/${values}: export SITE_NAME=...`,
      where: {file: `example-django/${values}`, line: 4},
    });
    expect(findings.find(({what}) => what === 'DEBUG')?.where?.file).toBe('example-django/example/settings.py');
    expect(JSON.stringify(findings)).not.toContain('change-me');
    expect(code).toBe(1);
  });

  test('values that others can read fail, with the command that mends it', async () => {
    writeValues(good, 0o644);
    const {code, findings} = await check('--production');
    expect(findings.map(brief)).toEqual([expect.stringContaining('other users can read this file')]);
    expect(findings[0]?.next).toContain('chmod 600');
    expect(code).toBe(1);
  });
});

describe('in the code', () => {
  test('a model without its migration and an error of Django fail, each with what to do', async () => {
    const models = 'example-django/trees/models.py';
    const before = site.read(models);
    const late =
      'class Late(models.Model):\n    name = models.CharField()\n    owner = models.ForeignKey("trees.Nobody", models.CASCADE)\n';
    // A field that has nothing for the rows that are there.
    const fresh = before.replace('class Species(models.Model):\n', 'class Species(models.Model):\n    depth = models.IntegerField()\n');
    site.write(models, `${fresh}\n\n${late}`);
    const {code, findings} = await check();
    site.write(models, before);
    const bad = stated(findings, 'bad');
    expect(bad.map(({what}) => what)).toContain('fields.E300');
    expect(bad.find(({what}) => what === 'fields.E300')?.where?.file).toBe(models);
    expect(bad.find(({what}) => what === 'Migrations')).toMatchObject({
      detail: expect.stringMatching(/trees lacks one: .*Create model Late.*|trees lacks one: .*Add field depth/) as unknown,
      next: 'devenv manage makemigrations trees',
    });
    expect(code).toBe(1);
  });

  test('an import that nothing provides fails with its line; one that may be missing does not', async () => {
    const views = 'example-django/trees/views.py';
    const before = site.read(views);
    site.write(views, `${before}\ntry:\n    import perhaps\nexcept ImportError:\n    perhaps = None\nimport nowhere_at_all\n`);
    const {code, findings} = await check();
    site.write(views, before);
    const line = before.split('\n').length + 5;
    expect(stated(findings, 'bad')).toEqual([
      {
        what: 'Dependencies',
        state: 'bad',
        detail: 'nowhere_at_all is imported, and no listed package provides it',
        next: 'devenv add nowhere-at-all',
        where: {file: views, line},
      },
      expect.objectContaining({what: 'Django', detail: "does not start: ModuleNotFoundError: No module named 'nowhere_at_all'"}),
    ]);
    expect(code).toBe(1);
  });

  test('a pin for development fails where another version ships, which is the one that is installed', async () => {
    const pins = 'example-django/requirements-dev.txt';
    const before = site.read(pins);
    site.write(pins, `${before}packaging==24.0\n`);
    const {code, findings} = await check();
    site.write(pins, before);
    const line = before.split('\n').length;
    expect(stated(findings, 'bad')).toEqual([
      expect.objectContaining({detail: expect.stringMatching(/^packaging==24\.0 is listed, and 26\.3 ships/), where: {file: pins, line}}),
    ]);
    // Django was asked in an image with both sets.
    expect(findings.filter(({what}) => what === 'Django')).toEqual([expect.objectContaining({state: 'good'})]);
    expect(code).toBe(1);
  });

  test('URLs that ask their database have an empty one, which is gone afterwards', async () => {
    const urls = 'example-django/trees/urls.py';
    const before = site.read(urls);
    site.write(urls, `from django.db import connection\n${before}\nconnection.ensure_connection()\n`);
    const {code, findings} = await check();
    site.write(urls, before);
    expect(stated(findings, 'bad')).toEqual([]);
    expect(findings.map(({what}) => what)).toContain('Migrations');
    expect(code).toBe(0);
    expect(await docker('ps', '--all', '--quiet', '--filter', `label=devenv.root=${site.root}`)).toEqual([]);
  });

  test('a devenv.lock that is older than the list fails, and nothing is locked behind anybody', async () => {
    const list = 'example-django/requirements.txt';
    const before = site.read(list);
    const lock = '{"inputs": "older", "python": "3.13", "as_of": "", "production": ["django==5.2.19"], "development": [], "images": {}}\n';
    site.write(list, 'Django>=5.2\ncelery\n');
    site.write('devenv.lock', lock);
    const {code, findings} = await check();
    expect(site.read('devenv.lock')).toBe(lock);
    site.write(list, before);
    rmSync(join(site.root, 'devenv.lock'));
    expect(stated(findings, 'bad').filter(({where}) => where?.file === list)).toEqual([
      {
        what: 'Dependencies',
        state: 'bad',
        detail: 'celery is listed, and devenv.lock does not hold it',
        next: 'devenv lock',
        where: {file: list, line: 2},
      },
    ]);
    expect(code).toBe(1);
  });
});
