import {expect, it} from '@jest/globals';
import type {Variable} from '../../src/model/project';
import {read} from './plain';

it.each<[string, Partial<Variable>]>([
  ...['hostname', 'path[1:]', 'port or 5432'].map((part): [string, Partial<Variable>] => [
    `import os\nfrom urllib.parse import urlparse\nurl = urlparse(os.getenv("A"))\nDATABASES = {"default": {"NAME": url.${part}}}`,
    {feeds: 'DATABASES.default', cast: 'text', required: false},
  ]),
  [
    'import os\nfrom urllib.parse import urlparse\nurl = urlparse(os.getenv("A"))\nDATABASES = {"default": {"NAME": url.path.replace("/", "")}}',
    {feeds: 'DATABASES.default', required: true},
  ],
  [
    'import os\nfrom urllib import parse\nALLOWED_HOSTS = [parse.urlsplit(os.environ["A"]).hostname]',
    {feeds: null, cast: 'text', required: true},
  ],
  ['import os\nwith open(os.environ["A"]) as file:\n    X = file.read()', {required: true, cast: 'text'}],
  ['import os\nwith open(os.getenv("A")) as file, open("x") as other:\n    X = 1', {required: true}],
  ['import os\nwith open(os.getenv("A", "key.pem")) as file:\n    X = 1', {required: false, default: 'key.pem'}],
])('a variable of which the settings use what it names: %s', (settings, expected) => {
  expect(read({'site/settings.py': settings}).variables[0]).toMatchObject({name: 'A', ...expected});
});
