import type {DevenvError} from './model/errors';
import {errorJson, paintFor, renderError} from './report';

/** Ends the program with the failure's exit code: as JSON on stdout, else for a person on stderr. */
export function tellFailure(error: DevenvError, json: boolean): void {
  process.exitCode = error.exit;
  if (json) process.stdout.write(`${JSON.stringify(errorJson(error), null, 2)}\n`);
  else process.stderr.write(`${renderError(error, paintFor(process.stderr))}\n`);
}
