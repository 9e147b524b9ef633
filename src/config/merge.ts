type Value = string | number | boolean | null | undefined | readonly Value[] | {readonly [key: string]: Value};

/** Lays one value over another: mappings are merged key by key, anything else is replaced. */
export function merge<Below, Above>(below: Below, above: Above): Below & Above {
  return mergeValues(below as Value, above as Value) as Below & Above;
}

function mergeValues(below: Value, above: Value): Value {
  if (above === undefined) return below;
  if (!isMapping(below) || !isMapping(above)) return above;
  const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries([...keys].map(key => [key, mergeValues(own(below, key), own(above, key))]));
}

function own(mapping: {readonly [key: string]: Value}, key: string): Value {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

function isMapping(value: Value): value is {readonly [key: string]: Value} {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
