import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {run} from '../e2e/support/devenv';

const script = resolve(__dirname, '../../images/app/messages.py');
const header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n';
const ask = `
import gettext, json, sys
catalog = gettext.GNUTranslations(open(sys.argv[1], "rb"))
print(json.dumps([[repr(k), v] for k, v in sorted(catalog._catalog.items(), key=repr) if k]))
`;

let directory: string;
let file: (name: string) => string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'devenv-messages-'));
  file = name => join(directory, 'de/LC_MESSAGES', name);
  mkdirSync(join(directory, 'de/LC_MESSAGES'), {recursive: true});
});
afterEach(() => rmSync(directory, {recursive: true}));

const compile = () => run('python3', [script, directory], '/');
const read = async () => JSON.parse((await run('python3', ['-c', ask, file('django.mo')], '/')).stdout) as readonly unknown[];

test('messages are compiled as gettext reads them', async () => {
  const messages = `#: shop.py:1
msgid "plain"
msgstr "schlicht"
#, python-format
msgctxt "month"
msgid "%d day"
msgid_plural "%d days"
msgstr[0] "%d Tag"
msgstr[1] "%d Tage"

#, fuzzy
#, python-format
msgid "guessed %d"
msgstr "geraten %d"

msgid "open"
msgstr ""

msgid ""
"long "
"\\"text\\"\\n"
msgstr "lang\\t\\u2028"
"er"

#~ msgid "gone"
#~ msgstr "fort"
`;
  writeFileSync(file('django.po'), header + messages.replace('\\u2028', '\u2028'));
  expect(await compile()).toMatchObject({code: 0, stderr: ''});
  expect(await read()).toEqual([
    [String.raw`'long "text"\n'`, 'lang\t\u2028er'],
    ["'plain'", 'schlicht'],
    [String.raw`('month\x04%d day', 0)`, '%d Tag'],
    [String.raw`('month\x04%d day', 1)`, '%d Tage'],
  ]);
});

test('a catalog that somebody else compiled stays', async () => {
  writeFileSync(file('django.po'), `${header}msgid "a"\nmsgstr "b"\n`);
  writeFileSync(file('django.mo'), 'of somebody else');
  expect((await compile()).code).toBe(0);
  expect(readFileSync(file('django.mo'), 'utf8')).toBe('of somebody else');
});

test.each([
  ['a text without quotes', 'msgid "a"\nmsgstr b\n', /django\.po: line 7 has no string in quotes: b/],
  ['something else', '<<<<<<< HEAD\nmsgid "a"\n', /django\.po: line 6 is no part of a message: <<<<<<< HEAD/],
])('%s is told with its line', async (_what, text, told) => {
  writeFileSync(file('django.po'), header + text);
  const {code, stderr} = await compile();
  expect([code, stderr]).toEqual([1, expect.stringMatching(told)]);
});
