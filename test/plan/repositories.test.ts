import {describe, expect, it} from '@jest/globals';
import type {Settings} from '../../src/model/settings';
import {planLock, planUp} from '../../src/plan';
import {inputsOf} from './given';

async function resolved(line: string, own: Partial<Settings> = {}): Promise<{readonly text: string; readonly dockerfile: string}> {
  const inputs = await inputsOf('', `Django\n${line}\n`, {}, own);
  const {steps} = planLock(inputs, {upgrade: false, anew: false, asOf: null, because: ''});
  const files = new Map(steps.flatMap(step => (step.do === 'write-files' ? step.files.map(({path, content}) => [path, content]) : [])));
  const text = files.get('requirements/requirements.txt')?.split('\n')[1] ?? '';
  return {text, dockerfile: files.get('lock/Dockerfile') ?? ''};
}

describe('a requirement that is a repository', () => {
  it.each([
    ['-e git+https://example.com/x.git#egg=my_lib', 'my_lib @ git+https://example.com/x.git'],
    ['--editable=git+https://example.com/x.git@v1#egg=my_lib', 'my_lib @ git+https://example.com/x.git@v1'],
    ['-e git+git://example.com/x.git@main#egg=x', 'x @ git+https://example.com/x.git@main'],
    ['-e git://example.com/x.git#egg=x', 'x @ git+https://example.com/x.git'],
    ['git+https://example.com/x.git#egg=x&subdirectory=lib', 'x @ git+https://example.com/x.git#subdirectory=lib'],
    ['git+https://example.com/x.git#egg=x[all]==1.2', 'x[all] @ git+https://example.com/x.git'],
    ['-e git+git@example.com:team/x.git#egg=x ; python_version > "3"', 'x @ git+ssh://git@example.com/team/x.git ; python_version > "3"'],
    ['-e git+https://example.com/x.git', 'git+https://example.com/x.git'],
    ['x @ git+https://example.com/x.git', 'x @ git+https://example.com/x.git'],
    ['https://example.com/team/x/archive/main.zip', 'https://example.com/team/x/archive/main.zip'],
    ['https://example.com/team/x/archive/main.zip#egg=my_lib', 'my_lib @ https://example.com/team/x/archive/main.zip'],
    ['x==1  # was git+https://example.com/x.git', 'x==1  # was git+https://example.com/x.git'],
  ])('%s is resolved as %s', async (line, expected) => {
    expect((await resolved(line)).text).toBe(expected);
  });

  it.each<[string, string, Partial<Settings>]>([
    ['dropped', 'git+https://example.com/team/lost_fork.git@v1', {drop: ['lost-fork']}],
    ['replaced', 'git+https://example.com/team/lost_fork.git@v1', {replace: {'lost-fork': '==1.0'}}],
    ['dropped', 'https://example.com/team/lost_fork/-/archive/v1/lost_fork-v1.tar.gz', {drop: ['lost-fork']}],
  ])('is named where devenv.yaml has it %s, so that uv finds it: %s', async (_what, location, own) => {
    expect((await resolved(location, own)).text).toBe(`lost-fork @ ${location}`);
  });

  it('is looked for on the index where it cannot be had; without one nothing is', async () => {
    expect((await resolved('-e git+https://example.com/x.git#egg=my_lib')).dockerfile).toContain('for name in my-lib;');
    expect((await resolved('my-lib[all] @ https://example.com/x/archive/1.3.tar.gz')).dockerfile).toContain('for name in my-lib;');
    expect((await resolved('six')).dockerfile).not.toContain('on the index');
  });
});

describe('the line of an index', () => {
  it.each([
    ['-i https://pypi.org/simple', true],
    ['--index-url=https://pypi.org/simple/', true],
    ["-i 'https://pypi.python.org/simple'", true],
    ['-i https://pypi.org/simple # for all', true],
    ['-i https://index.example.com/simple', false],
    ['--extra-index-url https://pypi.org/simple', false],
  ])('%s gives way to the index of the machine: %s', async (line, gone) => {
    expect((await resolved(line)).text).toBe(gone ? `# the default of everybody: ${line}` : line);
  });
});

const registry = '{ registry = "https://example.com/simple" }';
const archive = '{ url = "https://example.com/x.zip" }';
const uvLock = (source: string) =>
  `version = 1\nrequires-python = ">=3.13"\n\n[[package]]\nname = "site"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "x" }]\n\n[[package]]\nname = "x"\nversion = "1"\nsource = ${source}\n`;

it.each([
  [archive, true],
  [registry, false],
])('a package of a lock with the source %s is looked for on the index: %s', async (source, isLookedFor) => {
  const pyproject = '[project]\nname = "site"\nversion = "1"\nrequires-python = ">=3.13"\ndependencies = ["x"]\n';
  const inputs = await inputsOf('', '', {'pyproject.toml': pyproject, 'uv.lock': uvLock(source), '.python-version': '3.13'});
  const files = planUp(inputs, {build: false, fixtures: true}).steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  const dockerfile = files.find(({path}) => path === 'Dockerfile')?.content ?? '';
  expect(dockerfile).toContain('COPY --from=export');
  expect(dockerfile.includes('for name in $(sed')).toBe(isLookedFor);
});
