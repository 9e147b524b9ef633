import {posix} from 'node:path';
import type {Manifest} from './package-json';
import type {Tree} from './tree';

const configs = /^(vite|webpack|rollup|esbuild|nuxt|vue|astro|svelte|build)[\w.-]*\.(js|mjs|cjs|ts|mts|cts)$/;
/** `outDir: '../static'`, and `path: path.resolve(__dirname, '..', 'static')`. */
const places =
  /\b(?:outDir|outdir|outputDir|path|dir|buildDir)\s*:\s*(?:(?:path\.)?(?:resolve|join)\(\s*(?:__dirname\s*,)?\s*((?:['"][^'"\n]+['"][\s,]*)+)\)|(['"][^'"\n]+['"]))/g;
/** `--outDir ../static`, `-o ../static/app.css`, `--outdir=../static`. */
const options = /(?:^|\s)(?:--(?:out-?dir|outDir|outfile|output-path|dist-dir|dest|output)|-o|-d)[\s=]+(["']?)([\w./@-]+)\1/g;
/** `sass scss/main.scss static/main.css` */
const sass = /\bsass\s+(?:-\S+\s+)*[\w./-]+\.s[ac]ss[\s:]+([\w./-]+\.css)/g;

/** Places that the configuration of a bundler names as its output, relative to the root; those below the root alone. */
export function bundlerOutputs(tree: Tree, directory: string): readonly string[] {
  const texts = tree.list(directory).flatMap(({name}) => (configs.test(name) ? [tree.read(posix.join(directory, name)) ?? ''] : []));
  const written = texts.flatMap(text => [...text.matchAll(places)].map(([, steps, whole]) => pathIn(steps ?? whole ?? '')));
  const angular = [
    ...(tree.read(posix.join(directory, 'angular.json')) ?? '').matchAll(/"outputPath"\s*:\s*(?:\{\s*"base"\s*:\s*)?"([^"]+)"/g),
  ];
  return below(directory, [...written, ...angular.map(([, path = '']) => path)]);
}

/** What a script of package.json says it writes, relative to the root. */
export function scriptOutputs({scripts}: Manifest, name: string, directory: string): readonly string[] {
  const line = scripts[name] ?? '';
  const named = [...line.matchAll(options)].map(([, , path = '']) => path);
  const sheets = [...line.matchAll(sass)].map(([, path = '']) => path);
  return below(directory, [...named, ...sheets]);
}

/** `'..', 'static'` as one path. */
function pathIn(steps: string): string {
  return posix.join(...[...steps.matchAll(/['"]([^'"]+)['"]/g)].map(([, step = '']) => step));
}

function below(directory: string, paths: readonly string[]): readonly string[] {
  const all = paths.filter(path => path !== '' && !path.startsWith('/')).map(path => posix.join(directory, path).replace(/\/$/, ''));
  return [...new Set(all.filter(path => path !== '.' && path !== directory && !path.startsWith('..')))];
}
