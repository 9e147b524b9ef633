import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {allow, compareWithDirenv} from '../../src/env';
import {allowInDirenv, ambient, root, write} from './evaluated';

describe('compared with direnv', () => {
  const compare = () => compareWithDirenv(root, '', {evaluator: 'auto', sandbox: false}, ambient);

  test('a file that both read alike has no difference', async () => {
    const text = 'export A=$(echo 1) SAME=1\ndotenv\nPATH_add bin\n[[ -z $GIVEN ]] && export GIVEN=2\n';
    write({'.envrc': text, '.env': 'B=2\n'});
    allowInDirenv('.envrc', text);
    expect(await compare()).toEqual({
      file: '.envrc',
      same: ['A', 'SAME', 'B'],
      different: [],
      onlyDevenv: [],
      onlyDirenv: [],
      refused: null,
    });
  });

  test('differences are told by name', async () => {
    const text =
      'export A=1\nexport D=${DEVENV_EVALUATING:-direnv}\nfetchurl x y 2>/dev/null || export N=1\n[[ $(type -t __dump_at_exit) ]] && export T=1\nexport F=$(type -t has)$(type -t __main__)\n';
    write({'.envrc': text});
    allowInDirenv('.envrc', text);
    const found = await compare();
    expect(found).toMatchObject({different: ['F']});
    expect(found?.same).toContain('A');
  });

  test('what direnv refuses and devenv does not is told', async () => {
    const text = 'set -e\nexport A=1\nuse nix\n';
    write({'.envrc': text});
    allowInDirenv('.envrc', text);
    expect(await compare()).toMatchObject({same: null, refused: expect.stringMatching(/^\.envrc:\d: the file ended here with status/)});
  });

  test('where no shell may run, none does', async () => {
    const text = 'export A=$(touch ran)\n';
    write({'.envrc': text});
    allowInDirenv('.envrc', text);
    expect(await compareWithDirenv(root, '', {evaluator: 'static', sandbox: false}, ambient)).toBeNull();
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });

  test('where direnv does not allow the file, nothing is compared, and without a permission nothing is run', async () => {
    write({'.envrc': 'export A=$(touch ran)\n'});
    expect(await compare()).toBeNull();
    expect(existsSync(join(root, 'ran'))).toBe(false);
    await allow(root, '.envrc', ambient);
    expect(await compare()).toMatchObject({same: null});
  });
});
