import type {Event} from '../model/event';
import type {Reporter} from './reporter';
import {lineOf} from './titles';

/** One line a step, for logs and pipes; with `verbose` every line of output too. */
export function plainReporter(write: (line: string) => void, verbose: boolean): Reporter {
  const tell = (event: Event) => {
    switch (event.kind) {
      case 'started':
        if (verbose) write(`> ${lineOf(event.step)}`);
        break;
      case 'output':
        if (verbose) write(`  | ${event.line}`);
        break;
      case 'notice':
        write(`! ${event.text}`);
        break;
      case 'done':
        write(`✔ ${lineOf(event.step)}  ${event.seconds.toFixed(1)} s`);
        break;
      case 'failed':
        write(`✖ ${lineOf(event.step)}  ${event.seconds.toFixed(1)} s`);
        break;
    }
  };
  return {tell, end: () => Promise.resolve()};
}
