import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {compareListed} from '../../src/project/drift/listed';
import {findDependencies} from '../../src/project/dependencies';
import {asShipped} from '../../src/project/outranked';
import {memoryTree} from './memory-tree';

const shipped = 'Django==5.2.15 --hash=sha256:a --hash=sha256:b\nxmltodict==0.14.2\nblack==1; python_version < "3.9"\nblack==2\n';

const filesWith = (development: string) => ({'requirements.txt': shipped, 'requirements-dev.txt': development});

function developmentOf(text: string) {
  const {development, outranked = []} = findDependencies(memoryTree(filesWith(text)), '');
  return {text: development[0]?.text, requirements: development[0]?.requirements, outranked};
}

describe('a pin of the development set that production pins otherwise', () => {
  it.each([
    ['a pin', 'pytest==8.3.5\nxmltodict==0.13.0\n    # via moto\n', 'pytest==8.3.5\nxmltodict==0.14.2\n    # via moto\n'],
    ['with extras and a marker', 'XMLtoDict[fast]==0.13.0; os_name == "posix"', 'xmltodict[fast]==0.14.2 ; os_name == "posix"'],
    [
      'with hashes, which go with the version',
      'django==5.1 \\\n    --hash=sha256:c \\\n    --hash=sha256:d\npytest==8 --hash=sha256:e\n',
      'django==5.2.15 --hash=sha256:a --hash=sha256:b\n\n\npytest==8 --hash=sha256:e\n',
    ],
    ['without hashes', 'django==5.1', 'django==5.2.15'],
    ['in a list with hashes where production has none', 'xmltodict==0.13.0 --hash=sha256:a', 'xmltodict==0.13.0 --hash=sha256:a'],
    ['of which production has several', 'black==3', 'black==3'],
    ['that is a range', 'xmltodict<0.14', 'xmltodict<0.14'],
    ['that is the same', 'xmltodict==0.14.2', 'xmltodict==0.14.2'],
  ])('%s', (_what, before, after) => {
    expect(developmentOf(before).text).toBe(after);
  });

  it('is told with both places, and asked for as it ships', () => {
    const files = filesWith('pytest==8.3.5\nxmltodict==0.13.0\n');
    const {outranked, requirements} = developmentOf(files['requirements-dev.txt']);
    expect(outranked).toEqual([
      {
        name: 'xmltodict',
        version: '0.13.0',
        where: {file: 'requirements-dev.txt', line: 2},
        other: {name: 'xmltodict', version: '0.14.2', where: {file: 'requirements.txt', line: 2}},
      },
    ]);
    const project = {dependencies: findDependencies(memoryTree(files), ''), lock: null};
    expect(compareListed(memoryTree(files), project, {drop: [], replace: {}})).toEqual([
      expect.objectContaining({
        kind: 'misfit',
        what: 'xmltodict==0.13.0 is listed, and 0.14.2 ships (requirements.txt:2), which is tested',
        next: 'pin xmltodict==0.14.2 there',
      }),
    ]);
    expect(requirements?.map(({name, version}) => `${name} ${version ?? ''}`)).toEqual(['pytest 8.3.5', 'xmltodict 0.14.2']);
  });

  it('keeps every line in its place, whatever the bytes', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('xmltodict==1', 'django==1 \\', '  --hash=sha256:x', 'django[a]==2;x', '\\'));
    fc.assert(
      fc.property(fc.array(line), lines => {
        const content = lines.join('\n');
        const of = (text: string) => ({file: 'x.txt', kind: 'requirements' as const, entry: true, content: text, text, requirements: []});
        const [file] = asShipped([of(content)], [of(shipped)]).files;
        const [before, after] = [content.split('\n'), (file?.text ?? '').split('\n')];
        expect(after).toHaveLength(before.length);
        before.forEach((text, at) => {
          const isContinued = before.slice(0, at).at(-1)?.endsWith('\\') === true;
          if (!isContinued && !/django|xmltodict|hash|\\/i.test(text)) expect(after[at]).toBe(text);
        });
      }),
    );
  });
});
