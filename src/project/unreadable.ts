import {DevenvError} from '../model/errors';

/** A file that must be read and is no text, or not in its own format. */
export function unreadable(file: string, line = 1): DevenvError {
  return new DevenvError('usage', `${file} cannot be read: it is no text in its format, or damaged`, {
    where: {file, line},
    next: [`restore it, for instance: git checkout -- ${file}`],
  });
}
