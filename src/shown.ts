import {isSecret, mask} from './env';
import {chainsOf, checkVariables, codeServicesOf, variablesOf, type Change, type Inputs} from './plan';
import {findMentions} from './project';
import type {Compared, Explanation, Remarks, ShownVariable} from './report';

/** Each value once, with the services that get it; secrets masked unless they are to be revealed. */
export function showVariables(inputs: Inputs, reveal: boolean): readonly ShownVariable[] {
  return grouped(inputs).flatMap(([{name, value, written, file, line, overrides}, services]) => {
    if (value === null) return [];
    const read = inputs.project.variables.find(one => one.name === name);
    return [
      {
        name,
        value: shown(name, value, reveal),
        secret: isSecret(name, value),
        services,
        source: {file, line},
        overrides: overrides.map(place => ({file: place.file, line: place.line})),
        written: written === null ? null : shown(name, written, reveal),
        reads: read === undefined ? [] : [read.where, ...(read.also ?? [])],
      },
    ];
  });
}

/** What does not fit, and what reaches no service. A name that other code than the settings has is read by that code. */
export function remarksOf(inputs: Inputs): Remarks {
  const findings = checkVariables(inputs);
  const idle = findings.filter(({kind}) => kind === 'unread').map(({name}) => name);
  const mentions = findMentions(inputs.project.root, idle);
  const removed = grouped(inputs).filter(([{value}]) => value === null);
  return {
    findings: findings.filter(({kind, name}) => kind !== 'unread' || !mentions.has(name)),
    hostOnly: inputs.env.hostOnly ?? [],
    removed: removed.map(([{name, file, line}]) => ({name, where: {file, line}})),
    warnings: inputs.env.warnings,
  };
}

/** All that is known of one name; null where nothing sets it and nothing reads it. */
export function explain(inputs: Inputs, name: string, reveal: boolean): Explanation | null {
  const values = grouped(inputs).filter(([change]) => change.name === name);
  const read = inputs.project.variables.find(one => one.name === name);
  const hostOnly = inputs.env.hostOnly?.find(one => one.name === name)?.where ?? null;
  if (values.length === 0 && read === undefined && hostOnly === null) return null;
  return {
    name,
    values: values.map(([{value, written, file, line, overrides}, services]) => ({
      value: value === null ? null : shown(name, value, reveal),
      written: written === null ? null : shown(name, written, reveal),
      services,
      source: {file, line},
      overrides: overrides.map(one => (typeof one.value !== 'string' ? one : {...one, value: shown(name, one.value, reveal)})),
    })),
    read,
    mentions:
      findMentions(inputs.project.root, [name])
        .get(name)
        ?.filter(place => ![read?.where, ...(read?.also ?? [])].some(known => known?.file === place.file && known.line === place.line)) ??
      [],
    hostOnly,
    remarks: checkVariables(inputs).flatMap(finding => (finding.name === name && finding.kind !== 'unread' ? [finding.what] : [])),
  };
}

/** The names of both modes, as the services of the project's code get them. */
export function compareModes(development: Inputs, production: Inputs): readonly Compared[] {
  const [here, there] = [development, production].map(inputs => new Map(grouped(inputs).map(([change]) => [change.name, change])));
  const names = [...new Set([...(here?.keys() ?? []), ...(there?.keys() ?? [])])].sort();
  return names.flatMap(name => {
    const [one, other] = [given(here?.get(name)), given(there?.get(name))];
    if (one === null && other === null) return [];
    const same = one !== null && one.value === other?.value;
    const place = (change: Change | null) => change && {file: change.file, line: change.line};
    return [{name, development: place(one), production: place(other), same, secret: isSecret(name, one?.value ?? other?.value ?? '')}];
  });
}

/** What a shell on this machine would have: as the sources say it, localhost included. */
export function exportsOf(inputs: Inputs): Readonly<Record<string, string>> {
  return Object.fromEntries(variablesOf(inputs, 'web').map(({name, value, written}) => [name, written ?? value]));
}

/** What a shell on this machine has to forget: the mode's file or devenv.yaml takes it away. */
export function removalsOf(inputs: Inputs): readonly string[] {
  return chainsOf(inputs, 'web').flatMap(({name, value}) => (value === null ? [name] : []));
}

function given(change: Change | undefined): Change | null {
  return change === undefined || change.value === null ? null : change;
}

function grouped(inputs: Inputs): readonly (readonly [Change, readonly string[]])[] {
  const groups = new Map<string, readonly [Change, readonly string[]]>();
  for (const service of codeServicesOf(inputs)) {
    for (const change of chainsOf(inputs, service)) {
      const key = JSON.stringify([change.name, change.value, change.file, change.line]);
      groups.set(key, [change, [...(groups.get(key)?.[1] ?? []), service]]);
    }
  }
  return [...groups.values()].sort(([one], [other]) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

function shown(name: string, value: string, reveal: boolean): string {
  return isSecret(name, value) && !reveal ? mask(value) : value;
}
