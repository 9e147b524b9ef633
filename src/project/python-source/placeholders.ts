import {concatenate} from './concatenate';
import {constant, noArgs, unknown, type Args, type Value} from './value';

/** "%s:%s" % values. */
export function fillPlaceholders(template: string, values: Value): Value {
  const texts: readonly (string | undefined)[] = template.split(/%(?:\((\w+)\))?[sdr]/);
  const items = values.kind === 'list' ? values.items : [values];
  return concatenate(
    texts.flatMap((text, at) => {
      if (at % 2 === 0) return [constant(text ?? '')];
      return [text === undefined ? (items[(at - 1) / 2] ?? unknown) : named(values, text)];
    }),
  );
}

/** "{}:{port}".format(...). */
export function formatText(template: string, args: Args = noArgs): Value {
  const texts = template.split(/\{(\w*)[^{}]*\}/);
  return concatenate(
    texts.map((text, at) => {
      if (at % 2 === 0) return constant(text);
      const position = text === '' ? (at - 1) / 2 : Number(text);
      return (Number.isNaN(position) ? args.keywords.get(text) : args.positional[position]) ?? unknown;
    }),
  );
}

function named(values: Value, name: string): Value {
  if (values.kind !== 'dict') return unknown;
  return values.entries.find(entry => entry.key.kind === 'const' && entry.key.value === name)?.value ?? unknown;
}
