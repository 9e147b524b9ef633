/**
 * Fills $NAME and ${NAME} in as Compose does, with -, :-, +, :+, ? and :? after the name, and $$ for one $.
 * undefined where Compose refuses the text: ${ without a name, or a ? whose variable is missing.
 */
export function fillTemplate(text: string, valueOf: (name: string) => string | undefined): string | undefined {
  const refused: string[] = [];
  const filled = text.replaceAll(form, substring => {
    const value = replace(substring, valueOf);
    if (value === undefined) refused.push(substring);
    return value ?? '';
  });
  return refused.length > 0 ? undefined : filled;
}

/** A braced one reaches to the last brace of its line; where its own one is, counting tells. */
const form = /\$(?:\$|[_a-z][_a-z0-9]*|\{(?:[_a-z][_a-z0-9]*(?::?[-+?][^\n]*)?\})?)/gi;

function replace(substring: string, valueOf: (name: string) => string | undefined): string | undefined {
  if (substring === '$$') return '$';
  if (!substring.startsWith('${')) return valueOf(substring.slice(1)) ?? '';
  const end = closingBrace(substring);
  const own = end < 0 ? substring : substring.slice(0, end + 1);
  const [, name, operator = '', argument = ''] = /^\$\{([_a-z][_a-z0-9]*)(?:(:?[-+?])([^\n]*))?\}$/i.exec(own) ?? [];
  if (name === undefined) return undefined;
  const value = operate(valueOf(name), operator, argument, valueOf);
  const rest = end < 0 ? '' : fillTemplate(substring.slice(end + 1), valueOf);
  return value === undefined || rest === undefined ? undefined : value + rest;
}

function operate(
  value: string | undefined,
  operator: string,
  argument: string,
  valueOf: (name: string) => string | undefined,
): string | undefined {
  const present = value !== undefined && (value !== '' || !operator.startsWith(':'));
  if (operator.endsWith('?')) return present ? value : undefined;
  const takesArgument = operator.endsWith('+') ? present : operator.endsWith('-') && !present;
  return takesArgument ? fillTemplate(argument, valueOf) : (value ?? '');
}

/** Where the first brace is closed; the character after an opening one is never looked at. -1: nowhere. */
function closingBrace(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '}' && (depth -= 1) === 0) return at;
    if (text[at] === '{') {
      depth += 1;
      at += 1;
    }
  }
  return -1;
}
