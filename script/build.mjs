// Builds what is published: dist/ (one bundle a command, shared chunks beside them), oclif.manifest.json and schema.json.
import {globSync, rmSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Plugin} from '@oclif/core';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const options = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minifySyntax: true,
  logLevel: 'warning',
  logOverride: {'require-resolve-not-external': 'silent'},
  // Optional parts: native code, and TypeScript runners that oclif looks for in development.
  external: ['*.node', 'cpu-features', 'typescript', 'ts-node', 'tsx'],
};

// CommonJS packages inside the bundle need what Node gives to CommonJS files.
const banner = `import {createRequire as $createRequire} from 'node:module';
import {dirname as $dirname} from 'node:path';
import {fileURLToPath as $fileURLToPath} from 'node:url';
const require = $createRequire(import.meta.url);
const __filename = $fileURLToPath(import.meta.url);
const __dirname = $dirname(__filename);`;

/** Gives `import('package')` of a CommonJS package the names that Node gives it; esbuild alone gives `default` only. */
const namesOfPackages = {
  name: 'names-of-packages',
  setup(bundler) {
    const ours = 'package-names';
    bundler.onResolve({filter: /^[@a-z]/}, ({kind, path, resolveDir}) => {
      if (kind === 'dynamic-import' && !path.startsWith('node:')) return {path, namespace: ours, pluginData: resolveDir};
    });
    bundler.onLoad({filter: /./, namespace: ours}, async ({path, pluginData}) => {
      const names = Object.keys(await import(path)).filter(name => name !== 'module.exports');
      return {contents: `export {${names.join(', ')}} from '${path}';`, resolveDir: pluginData};
    });
  },
};

/** ssh2 and gRPC cost more to load than the rest of dockerode together, and few engines need them: they load when called. */
const rarelyCalled = {
  name: 'rarely-called',
  setup(bundler) {
    const ours = 'rarely-called';
    bundler.onResolve({filter: /^\.\/(ssh|session)$/}, async ({importer, kind, path, pluginData, resolveDir}) => {
      if (pluginData === ours || !/node_modules.(dockerode|docker-modem).lib/.test(importer)) return;
      const found = await bundler.resolve(path, {importer, kind, pluginData: ours, resolveDir});
      return {path: found.path, namespace: ours};
    });
    bundler.onLoad({filter: /./, namespace: ours}, ({path}) => ({
      contents: `module.exports = (...given) => require(${JSON.stringify(path)})(...given);`,
      resolveDir: root,
    }));
  },
};

/**
 * Takes Node's own modules by process.getBuiltinModule, and of each the names that are used: an import would build an ES
 * view of it, which for node:http alone loads a whole HTTP client that nobody calls.
 */
const builtins = {
  name: 'builtins',
  setup(bundler) {
    const ours = 'builtins';
    bundler.onResolve({filter: /^node:/}, ({path, kind}) => (kind === 'import-statement' ? {path, namespace: ours} : undefined));
    bundler.onLoad({filter: /./, namespace: ours}, ({path}) => {
      const names = Object.keys(process.getBuiltinModule(path)).filter(name => /^[a-z_]\w*$/i.test(name));
      const lines = names.map(name => `export const ${name} = /* @__PURE__ */ (() => all.${name})();`);
      const all = `const all = /* @__PURE__ */ process.getBuiltinModule(${JSON.stringify(path)});`;
      return {contents: [all, 'export default all;', ...lines].join('\n')};
    });
  },
};

/** What the program's start loads only when it needs it: entries of their own. */
const loadedLater = ['src/program.ts', 'src/engine/client.ts'];

/** Leaves those where they are: the start is one small file. */
const laterOutside = {
  name: 'later-outside',
  setup(bundler) {
    bundler.onResolve({filter: /^\./}, ({kind, path, resolveDir}) => {
      if (kind !== 'dynamic-import') return;
      const source = relative(join(root, 'src'), join(resolveDir, path)).replaceAll('\\', '/');
      return {path: `./${source}.js`, external: true};
    });
  },
};

async function buildProgram() {
  const common = {...options, outbase: 'src', outdir: 'dist', metafile: true, banner: {js: banner}};
  const [program, start] = await Promise.all([
    build({
      ...common,
      entryPoints: [...globSync('src/commands/**/*.ts', {cwd: root}), ...loadedLater],
      splitting: true,
      plugins: [namesOfPackages, rarelyCalled, builtins],
    }),
    // By itself: with splitting it would share chunks with commands that read whole projects.
    build({...common, entryPoints: ['src/main.ts'], plugins: [laterOutside, builtins]}),
  ]);
  const missing = start.metafile.outputs['dist/main.js'].imports.find(({path}) => !(join('dist', path) in program.metafile.outputs));
  if (missing !== undefined) throw new Error(`${missing.path} must be in loadedLater`);
  removeStale(Object.keys({...program.metafile.outputs, ...start.metafile.outputs}));
}

/** After the build, never before it: a program that runs meanwhile finds either its old chunks or the new ones. */
function removeStale(written) {
  const current = new Set(written);
  for (const file of globSync('dist/**/*.{js,mjs}', {cwd: root})) {
    if (!current.has(file.replaceAll('\\', '/'))) rmSync(`${root}/${file}`);
  }
}

/** With the manifest, oclif knows every command's flags without loading the commands. */
async function writeManifest() {
  const plugin = new Plugin({root, ignoreManifest: true, errorOnManifestCreate: true, respectNoCacheDefault: true});
  await plugin.load();
  writeFileSync(`${root}/oclif.manifest.json`, `${JSON.stringify(plugin.manifest, null, 2)}\n`);
}

async function writeSchema() {
  const {outputFiles} = await build({...options, entryPoints: ['src/config/json-schema.ts'], write: false});
  const {jsonSchema} = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  writeFileSync(`${root}/schema.json`, `${JSON.stringify(jsonSchema(), null, 2)}\n`);
}

await Promise.all([buildProgram(), writeSchema()]);
await writeManifest();
