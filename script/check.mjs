// Every check of the code that needs no test: types, lint, format, import rules, unused code.
// Usage: node script/check.mjs [NAME...]
import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const formatted = ['{src,test,bench,script}/**/*.{ts,mjs}', '*.mjs', '.*.mjs', '{package,tsconfig,knip}.json', '!test/fixtures/**'];

const checks = {
  types: ['tsc', '--noEmit', '-p', '.'],
  lint: ['eslint', '--max-warnings', '0', '.'],
  format: ['prettier', '--check', '--no-error-on-unmatched-pattern', '--log-level', 'warn', ...formatted],
  imports: ['depcruise', '--config', '.dependency-cruiser.mjs', 'src'],
  unused: ['knip', '--no-progress'],
};

/** Runs a tool of the project; its output is worth reading only when it fails. */
function run(name) {
  const [tool, ...args] = checks[name];
  const started = performance.now();
  return new Promise(resolve => {
    const child = spawn(`${root}/node_modules/.bin/${tool}`, args, {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
    const output = [];
    child.stdout.on('data', chunk => output.push(chunk));
    child.stderr.on('data', chunk => output.push(chunk));
    child.on('close', code => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${seconds} s`);
      if (code !== 0) console.log(Buffer.concat(output).toString());
      resolve(code === 0);
    });
  });
}

const asked = process.argv.slice(2);
const unknown = asked.filter(name => !Object.hasOwn(checks, name));
if (unknown.length > 0) {
  console.error(`unknown check ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}`);
  process.exit(2);
}
const results = await Promise.all((asked.length > 0 ? asked : Object.keys(checks)).map(run));
process.exitCode = results.every(Boolean) ? 0 : 1;
