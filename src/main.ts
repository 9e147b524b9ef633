import {versionText} from './version';

const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') {
  process.stdout.write(versionText());
} else {
  const {runProgram} = await import('./program');
  await runProgram(argv, import.meta.url);
}
