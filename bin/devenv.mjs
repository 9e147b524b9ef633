import fs from 'node:fs';
import module from 'node:module';
import process from 'node:process';
import url from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  const brings = url.fileURLToPath(new URL('../script/node', import.meta.url));
  const next = fs.existsSync(brings) ? `export PATH="$(${brings}):$PATH"` : 'put a newer Node first on PATH';
  process.stderr.write(`devenv needs Node 22.13 or newer, and this is ${process.versions.node}\nNext: ${next}\n`);
  process.exit(2);
}
module.enableCompileCache();
await import('../dist/main.js');
