/**
 * For each line the service in whose block it stands, of a compose file or a pipeline; null outside of `services:`. A
 * compose file of the first format has no such key: there the outermost keys are the services.
 */
export function servicesByLine(content: string): readonly (string | null)[] {
  const isNested = /^\s*services:\s*(#.*)?$/m.test(content);
  const isFirst = !isNested && /^ +(image|build): *\S/m.test(content);
  let block: Block | null = isFirst ? {indent: -1, below: 0} : null;
  let service: string | null = null;
  return content.split(/\r?\n/).map(text => {
    const {indent, key} = readLine(text);
    if (indent === null) return service;
    if (block && indent <= block.indent) [block, service] = [null, null];
    if (block === null) {
      if (key === 'services') block = {indent, below: null};
      return service;
    }
    if (block && block.below === null) block = {...block, below: indent};
    if (block && indent === block.below) service = key;
    return service;
  });
}

/** How far `services:` is indented, and the keys below it. */
interface Block {
  readonly indent: number;
  readonly below: number | null;
}

/** Empty lines and comments have no indent. */
function readLine(text: string): {readonly indent: number | null; readonly key: string | null} {
  const [, space = '', rest = ''] = /^(\s*)(.*)$/.exec(text) ?? [];
  if (rest === '' || rest.startsWith('#')) return {indent: null, key: null};
  return {indent: space.length, key: /^["']?([\w.-]+)["']?\s*:(\s|$)/.exec(rest)?.[1] ?? null};
}
