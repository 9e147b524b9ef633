import {likeliest} from './choice';
import type {Value} from './value';

/**
 * A value as the text that a person would put into the environment, with the
 * defaults of variables filled in; null where a part is not known.
 */
export function show(value: Value, separator = ','): string | null {
  switch (value.kind) {
    case 'const':
      return showConstant(value.value);
    case 'env':
      return value.read.default && show(value.read.default, value.read.separator ?? separator);
    case 'choice':
      return show(likeliest(value), separator);
    case 'list':
      return join(value.items, separator);
    case 'text':
      return join(value.parts, '');
    case 'url':
      return show(value.of);
    default:
      return null;
  }
}

function showConstant(value: string | number | boolean | null): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

function join(values: readonly Value[], separator: string): string | null {
  const texts = values.map(value => show(value));
  return texts.every(text => text !== null) ? texts.join(separator) : null;
}
