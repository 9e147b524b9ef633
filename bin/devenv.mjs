import module from 'node:module';
import process from 'node:process';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(`devenv needs Node 22.13 or newer, and this is ${process.versions.node}\nNext: script/node brings one\n`);
  process.exit(2);
}
module.enableCompileCache();
await import('../dist/main.js');
