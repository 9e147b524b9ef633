import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {directoryWith} from './env/directory';

const script = join(__dirname, '../images/debian/apt-sources.sh');

/** The addresses that the script finds for bookworm and its security archive, on a machine with these files of apt. */
function addresses(files: Readonly<Record<string, string>>): readonly string[] {
  const root = directoryWith({...files, 'lists/partial/none': '', 'parts/none': ''});
  const conf = Object.entries({'Etc::SourceList': 'sources.list', 'Etc::SourceParts': 'parts', 'State::Lists': 'lists'});
  const text = conf.map(([name, path]) => `Dir::${name} "${join(root, path)}";`).join('\n');
  const own = join(directoryWith({'apt.conf': text}), 'apt.conf');
  const sources = execFileSync(script, ['bookworm'], {encoding: 'utf8', env: {PATH: process.env['PATH'], APT_CONFIG: own}});
  return [...sources.matchAll(/^URIs: (.*)$/gm)].map(([, address = '']) => address);
}

const oneLine = `deb http://mirror.example.com/debian bookworm main
deb http://mirror.example.com/debian bookworm-updates main
deb http://mirror.example.com/debian-security bookworm-security main
`;
const both = ['http://mirror.example.com/debian/', 'http://mirror.example.com/debian-security/'];

test('finds the mirrors of a machine whose package lists were never fetched, or thrown away', () => {
  expect(addresses({'sources.list': oneLine})).toEqual(both);
});

test('reads both forms of sources, and the list file of a mirror', () => {
  const deb822 = `Types: deb
URIs: mirror+file:/LIST
Suites: trixie
Components: main contrib
`;
  const list = join(
    directoryWith({'mirrors/debian.list': 'http://near.example.com/debian\nhttp://far.example.com/debian\n'}),
    'mirrors/debian.list',
  );
  expect(addresses({'parts/debian.sources': deb822.replace('/LIST', list)})).toEqual(['http://near.example.com/debian']);
});

test("takes Debian's own archive by what its Release file says, not another one with its name in the address", () => {
  const files = {
    'sources.list': `deb http://tools.example.com/debian stable main\ndeb http://mirror.example.com/os bookworm main\n`,
    'lists/tools.example.com_debian_dists_stable_InRelease': 'Origin: tools\nSuite: stable\n',
    'lists/mirror.example.com_os_dists_bookworm_Release': 'Origin: Debian\nSuite: stable\n',
  };
  expect(addresses(files)).toEqual(['http://mirror.example.com/os/']);
});
