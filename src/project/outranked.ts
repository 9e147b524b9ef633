import type {DependencyFile} from '../model/dependencies';
import type {Outranked} from '../model/left-out';
import {parseRequirements, type RequirementLine} from './requirements';

/** Files of the development set that ask for what ships wherever they are written to pin another version of it. */
interface AsShipped {
  readonly files: readonly DependencyFile[];
  readonly outranked: readonly Outranked[];
}

/** A pin of production, with the options of its line: the hashes. */
type Shipped = Outranked['other'] & {readonly options: string | null};

/** Gives production's pins to the files of the development set: what is tested is what ships. The lines keep their numbers. */
export function asShipped(files: readonly DependencyFile[], production: readonly DependencyFile[]): AsShipped {
  const shipped = shippedPins(production);
  const results = files.map(file => ofFile(file, shipped));
  return {files: results.map(({file}) => file), outranked: results.flatMap(({outranked}) => outranked)};
}

/** What production pins once and for all platforms. */
function shippedPins(production: readonly DependencyFile[]): ReadonlyMap<string, Shipped> {
  const pins = new Map<string, Shipped | null>();
  for (const {file, content, kind} of production) {
    for (const {name, version, marker, line, argument} of kind === 'requirements' ? parseRequirements(content) : []) {
      if (name === null) continue;
      const isPin = version !== null && marker === null && !pins.has(name);
      pins.set(name, isPin ? {name, version, where: {file, line}, options: argument} : null);
    }
  }
  return new Map([...pins].flatMap(([name, pin]) => (pin === null ? [] : [[name, pin]])));
}

function ofFile(file: DependencyFile, shipped: ReadonlyMap<string, Shipped>): {file: DependencyFile; outranked: readonly Outranked[]} {
  const outranked: Outranked[] = [];
  const texts = (file.kind === 'requirements' ? parseRequirements(file.content) : []).map(line => {
    const pin = shipped.get(line.name ?? '');
    if (pin === undefined || line.name === null || line.version === null || line.version === pin.version) return line.raw;
    // A list with hashes admits no pin without them.
    if (line.argument !== null && pin.options === null) return line.raw;
    const {options, ...other} = pin;
    outranked.push({name: line.name, version: line.version, where: {file: file.file, line: line.line}, other});
    return pinned(line, pin.version, line.argument === null ? null : options);
  });
  if (outranked.length === 0) return {file, outranked};
  const versions = new Map(outranked.map(({name, other}) => [name, other.version]));
  const requirements = file.requirements.map(one => {
    const version = versions.get(one.name);
    return version === undefined || one.version === null ? one : {...one, version, specifier: `==${version}`};
  });
  return {file: {...file, text: texts.join('\n'), requirements}, outranked};
}

function pinned({raw, name, extras, marker}: RequirementLine, version: string, options: string | null): string {
  const named = `${name ?? ''}${extras.length === 0 ? '' : `[${extras.join(',')}]`}==${version}`;
  const condition = marker === null ? '' : ` ; ${marker}`;
  return `${named}${condition}${options === null ? '' : ` ${options}`}${'\n'.repeat(raw.split('\n').length - 1)}`;
}
