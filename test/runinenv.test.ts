import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {shellExports} from '../src/plan';
import {directoryWith} from './env/directory';

const script = join(__dirname, '../images/app/runinenv');
const hasBusybox = spawnSync('busybox', ['true']).status === 0;

/** The shells that are /bin/sh on servers: Debian's, Red Hat's, and Alpine's where it is installed. */
const shells = [['dash'], ['bash', '--posix'], ...(hasBusybox ? [['busybox', 'sh']] : [])].map(words => ({name: words.join(' '), words}));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A directory with a private .server.envrc and other files. */
function siteWith(envrc: string | null, files: Readonly<Record<string, string>> = {}): string {
  const root = directoryWith({...(envrc === null ? {} : {'.server.envrc': envrc}), ...files});
  if (envrc !== null) chmodSync(join(root, '.server.envrc'), 0o600);
  return root;
}

describe.each(shells)('runinenv in $name', ({words: [shell = '', ...options]}) => {
  const run = (cwd: string, command: readonly string[], env: NodeJS.ProcessEnv = {}, own = script): Run => {
    const given = {PATH: process.env['PATH'], DEVENV_SECRETS: join(cwd, 'none'), ...env};
    const {status, stdout, stderr} = spawnSync(shell, [...options, own, ...command], {
      cwd,
      env: given,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return {code: status, stdout, stderr};
  };
  const valuesOf = ({stdout}: Run): Readonly<Record<string, string>> =>
    Object.fromEntries(stdout.split('\0').map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  const environment = ['env', '-0'];

  test('gives what the file says, as direnv would', () => {
    const root = siteWith(
      `# a comment
export A='it'\\''s "q" $HOME \`id\` \\n #' # more
export B="\${A}!"
export SPLIT=$A GLOB=$STAR
export C=$NOPE D="\${NOPE:-default}" E=
D2="not exported"
false
unset OLD
source_env_if_exists more.envrc
source_env_if_exists absent.envrc
`,
      {'more.envrc': 'export MORE=$C$D\n'},
    );
    const result = run(root, environment, {OLD: '1', KEPT: 'kept', STAR: '*'});
    expect(result).toMatchObject({code: 0, stderr: ''});
    const values = valuesOf(result);
    const odd = `it's "q" $HOME \`id\` \\n #`;
    expect(values).toMatchObject({A: odd, B: `${odd}!`, SPLIT: odd, GLOB: '*', C: '', D: 'default', E: '', MORE: 'default', KEPT: 'kept'});
    expect(Object.keys(values).filter(name => /^(OLD|D2|runinenv.*)$/.test(name))).toEqual([]);
  });

  test("reads devenv's own file back exactly, whatever the values hold", () => {
    const odd = fc.string({unit: fc.constantFrom(...Array.from('ab \n\t\r\'"\\$`{}()#~*?&;|<>!=%-é\u{1F600}')), maxLength: 24});
    const values = fc.sample(odd, {numRuns: 200, seed: 7});
    const variables = Object.fromEntries(values.map((value, index) => [`V${String(index)}`, value]));
    const root = directoryWith({'env.sh': shellExports(variables)});
    expect(valuesOf(run('/', environment, {DEVENV_ENV_FILE: join(root, 'env.sh')}))).toMatchObject(variables);
  });

  test('passes the arguments and the exit code on, and becomes the command', () => {
    const root = siteWith('export A=1\n');
    const words = ['sh', '-c', 'printf "%s|" "$@"; exit 5', '-', 'two words', '', '$A', '*'];
    expect(run(root, words)).toEqual({code: 5, stdout: 'two words||$A|*|', stderr: ''});
    expect(run(root, ['absent-command']).code).toBe(127);
    expect(run(root, []).stderr).toContain('Usage: runinenv COMMAND');
  });

  test('a signal reaches the command, which has the very process of runinenv', async () => {
    const root = siteWith('export A=1\n');
    const command = 'trap "echo caught; exit 3" TERM; echo $$; while :; do sleep 0.05; done';
    const child = spawn(shell, [...options, script, 'sh', '-c', command], {cwd: root, stdio: ['ignore', 'pipe', 'inherit']});
    let said = '';
    const code = await new Promise(done => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (said === '') child.kill('SIGTERM');
        said += text;
      });
      child.on('close', done);
    });
    expect({code, said}).toEqual({code: 3, said: `${String(child.pid)}\ncaught\n`});
  });

  describe('finds', () => {
    const print = ['sh', '-c', 'echo "$A"'];

    test('the nearest file upwards from where it is called', () => {
      const root = siteWith('export A=root\n', {'site/app/x': '', 'site/.server.envrc': 'export A=site\n'});
      chmodSync(join(root, 'site/.server.envrc'), 0o600);
      expect([root, join(root, 'site/app')].map(cwd => run(cwd, print).stdout)).toEqual(['root\n', 'site\n']);
    });

    test('the file above its own place, as a line of cron needs it', () => {
      const root = siteWith('export A=root\n', {'bin/x': ''});
      execFileSync('cp', [script, join(root, 'bin/runinenv')]);
      expect(run('/', print, {}, join(root, 'bin/runinenv')).stdout).toBe('root\n');
    });

    test('the file that DEVENV_ENV_FILE names, before any other', () => {
      const root = siteWith('export A=root\n', {'other file.sh': 'export A=other\n'});
      expect(run(root, print, {DEVENV_ENV_FILE: join(root, 'other file.sh')}).stdout).toBe('other\n');
      expect(run(root, print, {DEVENV_ENV_FILE: 'other file.sh'}).stdout).toBe('other\n');
    });

    test('nothing, and changes nothing', () => {
      expect(run(siteWith(null), print, {A: 'given'})).toEqual({code: 0, stdout: 'given\n', stderr: ''});
    });
  });

  describe('takes a secret', () => {
    const secretsIn = (files: Readonly<Record<string, string>>, envrc = '') => {
      const root = siteWith(envrc);
      mkdirSync(join(root, 'secrets/directory'), {recursive: true});
      for (const [name, content] of Object.entries(files)) writeFileSync(join(root, 'secrets', name), content);
      return {root, env: {DEVENV_SECRETS: join(root, 'secrets')}};
    };

    test('under its name in capitals, without the last line end, over the file', () => {
      const pem = '-----BEGIN KEY-----\nab+/=\n-----END KEY-----\n\n';
      const {root, env} = secretsIn({'db-password': `pa#ss$w'rd"\n`, 'SECRET_KEY': 'no line end', pem}, 'export SECRET_KEY=file\n');
      const values = valuesOf(run(root, environment, env));
      expect(values).toMatchObject({DB_PASSWORD: `pa#ss$w'rd"`, SECRET_KEY: 'no line end', PEM: pem.slice(0, -1)});
    });

    test('only where its name is one of a variable, and not of one that changes programs', () => {
      const {root, env} = secretsIn({'path': '/evil', 'LD_PRELOAD': '/x.so', '1st': 'x', 'redhat.repo': 'x', 'a b': 'x', 'OK': '1'});
      const values = valuesOf(run(root, environment, env));
      expect(values).toMatchObject({OK: '1', PATH: process.env['PATH']});
      expect(Object.keys(values).filter(name => /LD_|1|REPO|A/.test(name))).toEqual(['PATH']);
    });
  });

  describe('ends with exit code 7 and says why, and never a value, for', () => {
    const s3cret = 's3cret-value';
    const refusal = (root: string, env: NodeJS.ProcessEnv = {}) => {
      const result = run(root, ['echo', 'started'], env);
      expect(result).toMatchObject({code: 7, stdout: ''});
      expect(result.stderr).not.toContain(s3cret);
      return result.stderr.trim();
    };

    test('names that are required and not set', () => {
      const root = siteWith(`export A= B_FILE=/x SECRET=${s3cret}\nenv_vars_required A FROM_FILE SECRET\n`);
      const stderr = refusal(root, {DEVENV_REQUIRED: 'A B FROM_IMAGE'});
      expect(stderr).toBe('runinenv: required, and not set: FROM_IMAGE FROM_FILE');
    });

    test.each([0o640, 0o604, 0o622])('a .server.envrc with mode %o', mode => {
      const root = siteWith(`export A=${s3cret}\n`);
      chmodSync(join(root, '.server.envrc'), mode);
      expect(refusal(root)).toBe(`runinenv: other users can read ${join(root, '.server.envrc')}: chmod 600 ${join(root, '.server.envrc')}`);
    });

    test.each([
      ['an unterminated quote', `export A=1\nexport B="${s3cret}\n`, /:\d+: the shell does not understand this line$/],
      ['a syntax error', `export A=(${s3cret})\n)\n`, /:\d+: the shell does not understand this line$|ended the shell before it was read$/],
      ['exit 0', `export A=${s3cret}\nexit 0\n`, /\.server\.envrc ended the shell before it was read$/],
      ['dotenv', 'dotenv\n', /\.server\.envrc calls dotenv, which a shell cannot do/],
    ])('%s', (_what, envrc, message) => {
      expect(refusal(siteWith(envrc))).toMatch(message);
    });

    test('a file that is not there, or is none', () => {
      const root = siteWith(null, {'directory/x': ''});
      expect(refusal(root, {DEVENV_ENV_FILE: '/absent'})).toBe('runinenv: DEVENV_ENV_FILE is /absent, which is not there');
      expect(refusal(root, {DEVENV_ENV_FILE: join(root, 'directory')})).toContain('is not a file');
    });

    test('a link to a file that others can read', () => {
      const root = siteWith(null, {'shared.envrc': `export A=${s3cret}\n`});
      chmodSync(join(root, 'shared.envrc'), 0o644);
      symlinkSync('shared.envrc', join(root, '.server.envrc'));
      expect(refusal(root)).toContain('other users can read');
    });
  });
});

test('runinenv is one file that the image has', () => {
  expect(dirname(script)).toMatch(/images\/app$/);
  expect(execFileSync('sh', ['-n', script], {encoding: 'utf8'})).toBe('');
});
