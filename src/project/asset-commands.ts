import {posix} from 'node:path';

/** A command that builds a front end, and where it runs. */
export interface BuildCommand {
  readonly text: string;
  readonly workdir: string;
}

const runners =
  /^(?:(?:npm|pnpm|yarn|bun|npx|pnpx|node|webpack|vite|ng|nuxt|gulp|grunt|parcel|rollup|tailwindcss|sass|esbuild|make)\b|\.{0,2}\/\S)/;
const builds = /\b(?:build|compile|webpack|vite|gulp|grunt|bundle|tailwind|tailwindcss|sass|esbuild|rollup|parcel|dist|generate)\b/;
const others = /\b(?:install|ci|add|lint|test|cache|config|audit|update|corepack|watch|dev|serve|rebuild)\b/;

/** The commands of a RUN line that build a front end; what installs, tests or prepares the image is left out. */
export function buildCommandsIn(run: string, workdir: string): readonly BuildCommand[] {
  const [, ...branches] = /^if\s.+?;\s*then\s+(.+?);?\s*(?:else\s+(.+?);?\s*)?fi$/.exec(run) ?? [];
  const [text = run] = branches.filter(branch => builds.test(branch));
  let at = workdir;
  return text.split(/&&|;/).flatMap(part => {
    const command = part.trim().replace(/\s+/g, ' ');
    const [, directory] = /^(?:cd|pushd) (\S+)$/.exec(command) ?? [];
    if (directory !== undefined) at = posix.resolve(at, directory);
    const plain = command.replace(/^(?:\w+=\S+ )+/, '');
    const isBuild = runners.test(plain) && builds.test(plain) && !others.test(plain) && !plain.includes('|');
    return isBuild ? [inDirectory(command, at)] : [];
  });
}

/** "npm --prefix web run build" is "npm run build" in web. */
function inDirectory(command: string, at: string): BuildCommand {
  const [option = '', directory = ''] =
    /(?<=^(?:\w+=\S+ )*(?:npm|pnpm|yarn|bun)\b.*) (?:--prefix|--cwd|--dir|-C)[ =](\S+)/.exec(command) ?? [];
  return {text: command.replace(option, ''), workdir: posix.resolve(at, directory)};
}

/** What devenv brings itself. */
const managers = /^(npm|yarn|pnpm|corepack|n|nodemon)(@|$)/;

/** Packages that a RUN line installs for the whole image: `npm install -g sass`. */
export function globalPackagesIn(run: string): readonly string[] {
  const lines = run.split(/&&|;/).flatMap(part => /^\s*npm\s+(?:install|i|add)\s+(?:-g|--global)\s+(.+)$/.exec(part)?.[1] ?? []);
  return lines
    .flatMap(line => line.trim().split(/\s+/))
    .filter(name => /^@?[\w./-]+(@[\w.^~-]+)?$/.test(name) && !name.startsWith('-') && !managers.test(name));
}
