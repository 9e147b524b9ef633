import {expect, it} from '@jest/globals';
import {planTest} from '../../src/plan';
import {buildPackages, runPackages} from '../../src/plan/system-packages';
import {inputsOf} from './given';

it.each<[string, readonly string[]]>([
  ['pypandoc==1.15', ['pandoc']],
  ['pypandoc_binary==1.15', []],
  ['ffmpeg-python==0.2.0', ['ffmpeg']],
  ['pydub==0.25.1', ['ffmpeg']],
  ['graphviz==0.20', ['graphviz']],
  ['Wand==0.6.13', ['imagemagick']],
  ['ghostscript==0.7', ['ghostscript']],
  ['ocrmypdf==16.0', ['ghostscript', 'tesseract-ocr']],
  ['pyenchant==3.2.2', ['libenchant-2-2']],
  ['python-gnupg==0.5.2', ['gnupg']],
  ['PyExifTool==0.5.6', ['libimage-exiftool-perl']],
  ['pysaml2==7.4.2', ['xmlsec1']],
  ['pyvips==2.2.3', ['libvips42']],
  ['pyvips[binary]==3.0.0', []],
  ['pyvips==2.2.3\npyvips-binary==8.16', []],
  ['psycopg[binary]==3.2.1', []],
  ['psycopg[c]==3.2.1\npsycopg-c==3.2.1', ['libpq5']],
  ['psycopg==3.2.1', ['libpq5']],
])('%s runs with %j', async (pins, packages) => {
  const {project} = await inputsOf('X = 1', `Django==5.2.7\n${pins}`, {'.python-version': '3.13'});
  expect(runPackages(project, [])).toEqual(packages);
});

it.each<[string, readonly string[], readonly string[]]>([
  ['dlib==19.24.6', ['cmake', 'g++', 'gcc', 'libc6-dev', 'make'], []],
  ['gssapi==1.8.3', ['gcc', 'libc6-dev', 'libkrb5-dev'], ['libgssapi-krb5-2']],
  ['PyICU==2.13', ['g++', 'gcc', 'libc6-dev', 'libicu-dev', 'pkg-config'], ['icu-devtools']],
])('%s is built with %j and runs with %j', async (pin, build, run) => {
  const {project} = await inputsOf('X = 1', `Django==5.2.7\n${pin}`, {'.python-version': '3.13'});
  expect(buildPackages(project, [], [])).toEqual(build);
  expect(runPackages(project, [])).toEqual(run);
});

it('headers that devenv.yaml names are for the build and bring their library; a program of the own image is taken where it is there', async () => {
  const own = {Dockerfile: 'FROM python:3.13\nRUN apt-get install -y ffmpeg texlive\nRUN pip install -r requirements.txt\n'};
  const inputs = await inputsOf('X = 1', 'Django==5.2.7', own, {apt: ['libfuzzy-dev', 'pandoc']});
  const files = planTest(inputs, ['pytest']).steps.flatMap(step => (step.do === 'write-files' ? step.files : []));
  const installs = files.find(({path}) => path === 'Dockerfile')?.content.match(/apt-get install.*(?= && rm)/g) ?? [];
  expect(installs).toEqual([
    expect.stringMatching(/recommends libfuzzy-dev( python3[\w.]*-dev)?$/),
    expect.stringMatching(/recommends pandoc \$\(apt-cache pkgnames .* -e ffmpeg \|\| true\) \$\(apt-cache depends libfuzzy-dev .*\)$/),
  ]);
});
