/** How far `services:` is indented, and the keys below it. */
interface Block {
  readonly indent: number;
  readonly below: number | null;
}

interface Place {
  readonly block: Block | null;
  readonly service: string | null;
}

/**
 * For each line the service in whose block it stands, of a compose file or a pipeline; null outside of `services:`. A
 * compose file of the first format has no such key: there the outermost keys are the services.
 */
export function servicesByLine(content: string): readonly (string | null)[] {
  const isNested = /^\s*services:\s*(#.*)?$/m.test(content);
  const isFirst = !isNested && /^ +(image|build): *\S/m.test(content);
  let place: Place = {block: isFirst ? {indent: -1, below: 0} : null, service: null};
  return content.split(/\r?\n/).map(text => {
    place = goOn(place, text);
    return place.service;
  });
}

/** Empty lines and comments end no block. */
function goOn(place: Place, text: string): Place {
  const [, space = '', rest = ''] = /^(\s*)(.*)$/.exec(text) ?? [];
  if (rest === '' || rest.startsWith('#')) return place;
  const indent = space.length;
  const key = /^["']?([\w.-]+)["']?\s*:(\s|$)/.exec(rest)?.[1] ?? null;
  const {block, service} = place;
  if (block === null || indent <= block.indent) return {block: key === 'services' ? {indent, below: null} : null, service: null};
  const below = block.below ?? indent;
  return {block: {...block, below}, service: indent === below ? key : service};
}
