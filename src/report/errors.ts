import type {DevenvError} from '../model/errors';

/** A failure as a person reads it: what, where, the lines that show why, what to do next. */
export function renderError(error: DevenvError, paint: (style: 'red' | 'dim' | 'bold', text: string) => string): string {
  const where = error.where === null ? [] : [`  at ${error.where.file}:${String(error.where.line)}`];
  const detail = error.detail.map(line => paint('dim', `  | ${line}`));
  const next = error.next.map((line, index) => `${index === 0 ? 'Next: ' : '      '}${line}`);
  // Several problems: one a line, under each other.
  const what = error.message.replaceAll('\n', '\n  ');
  return [paint('red', `✖ ${what}`), ...where, ...detail, ...next].join('\n');
}

/** The same for a program. */
export function errorJson(error: DevenvError): object {
  const {code, message, where, next, detail} = error;
  return {error: {code, what: message, where, next, ...(detail.length > 0 ? {detail} : {})}};
}
