import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {allow, deny, readEnv} from '../../src/env';
import {differenceOf} from '../../src/env/difference';
import {directoryWith} from './directory';

let root = '';
let home = '';

beforeEach(() => {
  root = directoryWith({'.envrc': 'export DEBUG=1\nexport API_KEY=hunter2-first\nsource_env_if_exists .envrc.local\n'});
  home = directoryWith({});
});

const read = () => readEnv(root, '', 'development', {HOME: home, PATH: '/usr/local/bin:/usr/bin:/bin'});
const write = (file: string, text: string) => writeFileSync(join(root, file), text);
const permit = () => allow(root, '.envrc', {HOME: home, PATH: '/usr/local/bin:/usr/bin:/bin'});

describe('before it is allowed, a person sees', () => {
  test('what a new file sets', async () => {
    expect((await read()).review).toEqual(['.envrc sets DEBUG, API_KEY, and runs no program']);
  });

  test('that bash would run it, from which line on', async () => {
    write('.envrc', 'export A=1\nexport B=$(op read x)\n');
    expect((await read()).review).toEqual([
      '.envrc is run by bash, with your rights: .envrc:2: this line needs a shell: command substitution or arithmetic',
    ]);
  });

  test('the lines that changed, without values', async () => {
    await permit();
    write('.envrc', 'export DEBUG=1\nexport API_KEY=hunter2-second\n# why\nsource_env_if_exists .envrc.local\n');
    const {trust, review} = await read();
    expect(trust).toBe('changed');
    expect(review).toEqual([
      '.envrc',
      expect.stringMatching(/^ {2}- 2: export API_KEY=•••/),
      expect.stringMatching(/^ {2}\+ 2: export API_KEY=•••/),
      '  + 3: # why',
    ]);
    expect(review.join()).not.toContain('hunter2');
  });

  test('a plain value only where git shows it to everybody', async () => {
    execFileSync('git', ['init', '--quiet'], {cwd: root});
    execFileSync('git', ['add', '.envrc'], {cwd: root});
    await permit();
    write('.envrc', 'export DEBUG=0\nexport API_KEY=hunter2-first\nsource_env_if_exists .envrc.local\n');
    expect((await read()).review).toEqual(['.envrc', '  - 1: export DEBUG=1', '  + 1: export DEBUG=0']);
  });

  test.each([
    ['without a shell', ''],
    ['by bash', ':;:\n$(true)\n'],
  ])('a file that is loaded anew, %s', async (_, text) => {
    write('.envrc', `source_env_if_exists .envrc.local\n${text}`);
    await permit();
    write('.envrc.local', 'export B=1\ntouch canary\n'.replace('touch canary\n', text === '' ? '' : 'touch canary\n'));
    const {trust, review, variables} = await read();
    expect([trust, review, variables]).toEqual(['changed', [expect.stringMatching(/^\.envrc\.local is new: \d lines?$/)], []]);
    expect(existsSync(join(root, 'canary'))).toBe(false);
    await permit();
    expect(await read()).toMatchObject({trust: 'allowed', review: []});
  });

  test('a file that only bash can name', async () => {
    write('.envrc', 'NAME=other\nsource_env "$(echo $NAME)"\n');
    write('other', 'export C=1\n');
    await permit();
    expect(await read()).toMatchObject({trust: 'allowed', variables: [{name: 'C', value: '1', where: {file: 'other', line: 1}}]});
    write('other', 'export C=2\n');
    expect(await read()).toMatchObject({trust: 'changed', variables: [], review: ['other', expect.any(String), expect.any(String)]});
  });

  test('nothing of a file that is denied', async () => {
    await deny(root, '.envrc', {HOME: home});
    expect(await read()).toMatchObject({trust: 'denied', variables: [], review: []});
  });
});

test('the record of a permission holds no value of a file that git does not keep', async () => {
  write('.envrc', 'export API_KEY=hunter2\nexport PLAIN=hunter2\ncurl -H hunter2 x\nX="a\nhunter2"\n');
  await permit();
  const [record = ''] = readdirSync(join(home, '.local/state/devenv/allow'));
  const path = join(home, '.local/state/devenv/allow', record);
  expect(readFileSync(path, 'utf8')).not.toContain('hunter2');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a difference leads from one text to the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), {maxLength: 12});
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = differenceOf(before, after).map(line => /^([-+]) (\d+): (.*)$/.exec(line)?.slice(1) ?? []);
      const gone = new Set(changes.filter(([sign]) => sign === '-').map(([, line]) => Number(line) - 1));
      const result: string[] = before.filter((_, index) => !gone.has(index));
      for (const [sign, line, content = ''] of changes) if (sign === '+') result.splice(Number(line) - 1, 0, content);
      expect(result).toEqual(after);
    }),
  );
});
