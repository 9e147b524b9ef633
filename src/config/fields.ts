import * as z from 'zod/mini';

/** Text of a form; `expected` completes the sentence "expected …". */
export function text(form: RegExp, expected: string) {
  return z.string({error: expected}).check(z.regex(form, {error: expected}));
}

/** A relative path that stays below the project's root. */
export function path(expected: string) {
  return text(/^(?!\/)(?!(.*\/)?\.\.(\/|$))[^\0\n\\]+$/, expected);
}

export function wholeNumber(from: number, to: number, expected: string) {
  return z.int({error: expected}).check(z.minimum(from, {error: expected}), z.maximum(to, {error: expected}));
}

export function list<Item extends z.ZodMiniType>(item: Item, expected: string) {
  return z.array(item, {error: expected});
}

export function variables() {
  const name = text(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a variable: letters, digits and _');
  return z.record(name, text(/^[^\0]*$/, 'text; quote it'), {error: 'variables, each a NAME: value'});
}

/** A command: its words, or one line for a shell. */
export function command() {
  const word = text(/^[^\0]+$/, 'a word of the command; quote it');
  return z.union([text(/\S/, 'a command'), list(word, 'a list of words').check(z.minLength(1, {error: 'at least one word'}))], {
    error: 'a command, as text or as a list of words',
  });
}

/** Contents by path. */
export function textFiles() {
  return z.record(path('a path below the root such as site/local_settings.py'), text(/^[^\0]*$/, 'the text of the file'), {
    error: 'files, each a path: content',
  });
}

export function section<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: issue => (issue.code === 'unrecognized_keys' ? undefined : `the keys ${Object.keys(shape).join(', ')}`),
  });
}

/** A key that may be left out; its description and default are what editors show. */
export function key<Value extends z.ZodMiniType>(value: Value, description: string, byDefault?: Value['_zod']['output']) {
  const meta: z.core.GlobalMeta = byDefault === undefined ? {description} : {description, default: byDefault};
  return z.optional(value).check(z.meta(meta));
}

/** A key that is detected; null, like leaving it out, asks for the detection. */
export function detected<Value extends z.ZodMiniType>(value: Value, description: string) {
  return key(z.nullable(value), `${description} Detected by default.`);
}

/** A key that may be left out in a section that has no default of its own: the default is filled in. */
export function filled<Value extends z.ZodMiniType>(
  value: Value,
  description: string,
  byDefault: z.core.util.NoUndefined<z.output<Value>>,
) {
  return z._default(value, byDefault).check(z.meta({description}));
}
