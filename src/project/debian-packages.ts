import {posix} from 'node:path';
import type {Project} from '../model/project';
import type {Proof} from '../model/proof';
import {ownDockerfile} from './own-dockerfile';
import type {Tree} from './tree';

interface Found {
  readonly debian: Project['debian'];
  readonly proofs: readonly Proof[];
}

const installs = /\bapt(?:-get)?\s(?:[^&|;]*?\s)?install\s(.*)$/;
/** What an image has for whoever builds, runs or enters it, and what devenv brings itself or as a service. */
const ours =
  /-dev$|^(python3?|pip|libpython|nginx|apache2|postgresql|libpq|(default-)?mysql|mariadb|libmariadb|redis|rabbitmq|memcached|supervisor|cron|sudo|vim|nano|less|htop|tmux|screen|zsh|bash|man-db|net-tools|netcat|ncat|nmap|iputils|telnet|dnsutils|procps|lsof|strace|tini|dumb-init|gosu|apt|software-properties|lsb-release|ca-certificates|dirmngr|locales|tzdata|node|npm|yarn|debconf|build-essential|gcc|g\+\+|cpp|clang|make|cmake|auto|libtool|pkg-?conf|cargo|rust|git|mercurial|subversion|openssh|openssl|curl|wget|zip|unzip|tar|bzip2|xz-utils|jq|tree|rsync|dos2unix)/;
/** Programs that code calls, and libraries that it loads by their names; none is large. */
const called =
  /^(ffmpeg|sox|lame|flac|imagemagick|graphicsmagick|ghostscript|poppler-utils|mupdf-tools|qpdf|pdftk-java|tesseract-ocr[\w-]*|ocrmypdf|unpaper|pandoc|antiword|unrtf|catdoc|wkhtmltopdf|graphviz|gettext|libimage-exiftool-perl|mediainfo|librsvg2-bin|optipng|pngquant|jpegoptim|gifsicle|webp|libjpeg(-turbo)?-progs|xmlsec1|gnupg2?|gdal-bin|binutils|libsqlite3-mod-spatialite|p7zip-full|unrar-free|cabextract|mailcap|media-types|mime-support|shared-mime-info|file|tshark|rclone|xvfb|xauth|aspell[\w-]*|hunspell[\w-]*|fonts-(dejavu|liberation|noto-core|roboto|freefont|open-sans|lato)[\w-]*|lib(magic|gl|glib2\.0-|sm|xext|xrender|pango[\w.]*-|pangoft2-|harfbuzz|cairo|gdk-pixbuf[\w.]*-|zbar|dmtx|enchant-|rsvg2-|xslt|xml2|email-[\w-]+-perl)[\w.-]*)$/;

/** What the image of the project installs beside Python, by its Dockerfile nearest to the root and by an Aptfile. */
export function findDebianPackages(tree: Tree, workdir: string): Found {
  const names = new Map<string, Proof>();
  const add = (name: string, where: Proof) => {
    if (/^[a-z0-9][a-z0-9.+-]+$/.test(name) && !ours.test(name) && !names.has(name)) names.set(name, where);
  };
  const file = ownDockerfile(tree);
  for (const [word, line] of file === null ? [] : wordsIn(tree.read(file) ?? '')) add(word, {file: file ?? '', line});
  for (const aptfile of new Set([posix.join(workdir, 'Aptfile'), 'Aptfile'])) {
    for (const [at, text] of (tree.read(aptfile) ?? '').split('\n').entries()) add(text.trim(), {file: aptfile, line: at + 1});
  }
  const all = [...names.keys()];
  return {
    debian: {packages: all.filter(name => called.test(name)), others: all.filter(name => !called.test(name))},
    proofs: [...names.values()],
  };
}

type Word = readonly [text: string, line: number];

/** Names that `apt-get install` is given, itself or by a variable, with the line of each; versions and options are taken away. */
function wordsIn(text: string): readonly Word[] {
  const values = assignedIn(text);
  let open = false;
  return text.split('\n').flatMap((line, at) => {
    // Comments stand between the lines of one instruction too.
    const list = isComment(line) ? null : open ? line : (installs.exec(line)?.[1] ?? null);
    if (list === null) return [];
    // `# some comment in an image`
    const plain = list.replaceAll(/`[^`]*`|\$\([^)]*\)/g, ' ');
    const [names = ''] = plain.split(/[&|;)]|\s#/);
    open = names === plain && /\\\s*$/.test(names);
    return split(names, at + 1)
      .flatMap(word => expand(word, values))
      .map(([word, where]) => [word.replace(/[=:/].*$/, ''), where] as const);
  });
}

/** Words of all that `ARG`, `ENV` and the shell give a variable, which may be quoted over many lines with comments between. */
function assignedIn(text: string): ReadonlyMap<string, readonly Word[]> {
  const values = new Map<string, readonly Word[]>();
  const lines = text.split('\n').map(line => (isComment(line) ? '' : line));
  const plain = lines.join('\n');
  for (const {1: name = '', 2: double, 3: single, 4: bare, index} of plain.matchAll(/\b(\w+)=(?:"([^"]*)"|'([^']*)'|([\w.+-]+))/g)) {
    const from = plain.slice(0, index).split('\n').length;
    const words = (double ?? single ?? bare ?? '').split('\n').flatMap((line, at) => split(line, from + at));
    values.set(name, [...(values.get(name) ?? []), ...words]);
  }
  return values;
}

/** What is for building the image is taken away again. */
const building = /build/i;

function expand([text, line]: Word, values: ReadonlyMap<string, readonly Word[]>, open: readonly string[] = []): readonly Word[] {
  const name = /^"?\$(?:(\w+)|\{(\w+)\})"?$/.exec(text)?.slice(1).find(Boolean);
  if (name === undefined) return [[text, line]];
  if (open.includes(name) || building.test(name)) return [];
  return (values.get(name) ?? []).flatMap(word => expand(word, values, [...open, name]));
}

function split(text: string, line: number): readonly Word[] {
  const words = text.split(/\s+/).filter(word => !/^$|^-|^\\$/.test(word));
  return words.map(word => [word, line] as const);
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}
