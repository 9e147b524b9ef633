import {hotWork} from './hot';
import {DevenvError} from './model/errors';
import {tellFailure} from './tell';
import {versionText} from './version';

// Whoever reads may have had enough: `devenv logs | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`devenv cannot write its output: ${error.message}\n`);
  process.exit(1);
});

const argv = process.argv.slice(2);
const hot = hotWork(argv);
if (argv.length === 1 && argv[0] === '--version') process.stdout.write(versionText());
else if (process.env['DEVENV_EVALUATING'] !== undefined) refuseInEvaluation();
else if (hot !== null) await hot().catch(tell);
else {
  const {runProgram} = await import('./program');
  await runProgram(argv, import.meta.url);
}

/** .envrc called devenv while devenv evaluates it: each would start the other, without end. */
function refuseInEvaluation(): void {
  const next = ['take the call of devenv out of .envrc', 'if another program of that name is meant, call it by its full path'];
  tellFailure(new DevenvError('env', 'devenv was called by a file that devenv evaluates', {next}), argv.includes('--json'));
}

/** Ours are told at once; what nobody foresaw takes the way of all commands. */
async function tell(error: Error): Promise<void> {
  if (error instanceof DevenvError) tellFailure(error, false);
  else await import('./program').then(({fail}) => fail(error));
}
