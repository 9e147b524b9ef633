import {describe, expect, test} from '@jest/globals';
import {foreignLock, planRelock} from '../../src/plan';
import {inputsOf} from './given';

const pyproject = '[tool.poetry.dependencies]\npython = "*"\ndjango = "*"\n';
const lock = (header: string) =>
  `${header}[[package]]\nname = "django"\nversion = "3.2.25"\n\n[metadata]\nlock-version = "2.1"\ncontent-hash = "0"\n`;

/** The files that renew a poetry.lock, by name, and the Dockerfile's lines on poetry. */
async function relocked(python: string, header = ''): Promise<{files: readonly string[]; lines: string}> {
  const inputs = await inputsOf('X = 1', '', {'.python-version': python, 'pyproject.toml': pyproject, 'poetry.lock': lock(header)});
  const found = foreignLock(inputs.project.dependencies);
  if (found === null) throw new Error('the lock was not found');
  const observed = {...inputs.observed, registry: {answers: true, because: ''}};
  const step = planRelock({...inputs, observed}, found, 'pyproject.toml changed').steps.find(one => one.do === 'write-files');
  const files = step?.do === 'write-files' ? step.files : [];
  const dockerfile = files.find(({path}) => path === 'lock/Dockerfile')?.content ?? '';
  return {
    files: files.map(({path}) => path),
    lines: dockerfile
      .split('\n')
      .filter(line => /poetry|POETRY|simple_index/.test(line))
      .join('\n'),
  };
}

describe('poetry renews its lock', () => {
  test.each([
    ['3.6', 'poetry==1.1.15', '/opt/tool/bin/python /opt/simple_index.py lock --no-interaction --no-update'],
    ['3.7', 'poetry-plugin-pypi-mirror==0.3.2', '/opt/tool/bin/poetry lock --no-interaction --no-update'],
    ['3.8', 'poetry-plugin-pypi-mirror==0.4.3', '/opt/tool/bin/poetry lock --no-interaction --no-update'],
    ['3.12', 'poetry-plugin-pypi-mirror==0.6.3', '/opt/tool/bin/poetry lock --no-interaction'],
  ])('under Python %s by the simple API of an index, with %s', async (python, tool, command) => {
    const {files, lines} = await relocked(python);
    expect(lines).toContain(`${tool}\n`);
    expect(lines).toContain(`&& ${command}`);
    expect(lines).toContain('POETRY_PYPI_MIRROR_URL=https://pypi.org/simple/');
    expect(files.includes('lock/simple_index.py')).toBe(python === '3.6');
  });
});
