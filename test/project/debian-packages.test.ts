import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {findDebianPackages} from '../../src/project/debian-packages';
import {memoryTree} from './memory-tree';

const image = `FROM python:3.11
# for uploads
RUN apt-get update && apt-get install -y --no-install-recommends \\
    build-essential=12.9 libpq-dev vim \\
    # for the hashes of files
    libxslt1-dev \`# libxslt is needed by lxml\` \\
    libfuzzy-dev texlive-latex-base ffmpeg:amd64 \\
 && rm -rf /var/lib/apt/lists/* && echo install figlet
RUN apt install -qq tesseract-ocr # is needed by x; pip install -r requirements.txt
RUN apt-get install $EXTRA curl
`;

function found(files: Readonly<Record<string, string>>, workdir = ''): readonly string[] {
  const {debian, proofs} = findDebianPackages(memoryTree(files), workdir);
  const places = proofs.map(({file, line}) => `${file}:${String(line)}`);
  return [debian.packages.join(' '), debian.others.join(' '), ...places];
}

describe('Debian packages of the project', () => {
  it('are what its image installs, without what builds, what somebody works with, and what devenv knows itself', () => {
    expect(found({'docker/Dockerfile': image})).toEqual([
      'ffmpeg tesseract-ocr',
      'texlive-latex-base',
      ...['docker/Dockerfile:7', 'docker/Dockerfile:7', 'docker/Dockerfile:9'],
    ]);
  });

  it('are those of the nearest image that runs Django, and of an Aptfile', () => {
    const other = 'FROM node:22\nRUN apt-get install -y chromium\n';
    expect(found({'Dockerfile': other, 'web/Dockerfile': image.replace('ffmpeg', 'sox'), 'web/Aptfile': 'pandoc\n# x\n'}, 'web')).toEqual([
      'sox tesseract-ocr pandoc',
      'texlive-latex-base',
      ...['web/Dockerfile:7', 'web/Dockerfile:7', 'web/Dockerfile:9', 'web/Aptfile:1'],
    ]);
    expect(found({'compose/local/django/Dockerfile': image})[0]).toBe('ffmpeg tesseract-ocr');
    expect(found({'docs/Dockerfile': image, 'Dockerfile': other})).toEqual(['', '']);
  });

  it.each([
    [
      'an argument over many lines',
      "ARG PACKAGES=\"\\\n  # the user's 'texts'\n  gettext \\\n  curl \\\n  qpdf\"\nRUN apt-get install --yes ${PACKAGES} \\\n && pip install x\n",
      ['gettext qpdf', '', 'Dockerfile:4', 'Dockerfile:6'],
    ],
    [
      'an environment',
      "ENV DEPS='ffmpeg texlive' X=1\nRUN apt-get install -y $DEPS\n",
      ['ffmpeg', 'texlive', 'Dockerfile:2', 'Dockerfile:2'],
    ],
    [
      'the shell, without what is for building',
      'RUN buildDeps=" \\\n  sox \\\n " \\\n && deps=" \\\n  gdal-bin \\\n  postgresql-client-$PG \\\n " \\\n && apt-get install -y $buildDeps $deps unpaper\n',
      ['gdal-bin unpaper', '', 'Dockerfile:6', 'Dockerfile:9'],
    ],
    ['a variable of others', 'ARG A=ffmpeg\nARG B="$A $B"\nRUN apt-get install "$B"\n', ['ffmpeg', '', 'Dockerfile:2']],
  ])('are those that %s names', (_what, text, expected) => {
    expect(found({Dockerfile: `FROM python:3.11\n${text}RUN pip install x\n`})).toEqual(expected);
  });

  it('never fail, whatever the bytes', () => {
    const word = fc.constantFrom(
      'RUN apt-get install',
      'ffmpeg',
      'texlive',
      '\\\n',
      '&&',
      '#',
      '-y',
      'FROM python\n',
      'pip install x\n',
      'A=',
      '"',
      '$A',
    );
    const text = fc.array(fc.oneof(word, fc.string())).map(words => words.join(' '));
    fc.assert(
      fc.property(text, some => {
        const {debian} = findDebianPackages(memoryTree({Dockerfile: some, Aptfile: some}), '');
        for (const name of [...debian.packages, ...debian.others]) expect(name).toMatch(/^[a-z0-9][a-z0-9.+-]+$/);
      }),
    );
  });
});
