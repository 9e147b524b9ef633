import type {Proof} from '../model/proof';
import type {Variable} from '../model/project';
import {requiredText} from './conditions';
import type {Paint} from './paint';
import {placeOf} from './variables';

/** One value of a variable with everything that made it; secrets are masked by the command. */
export interface ExplainedValue {
  /** null where the last source takes the variable away. */
  readonly value: string | null;
  readonly services: readonly string[];
  readonly source: Proof;
  readonly written: string | null;
  /** What it replaced, the strongest first; an earlier line of the same file has no value. */
  readonly overrides: readonly (Proof & {readonly value?: string | null})[];
}

export interface Explanation {
  readonly name: string;
  readonly values: readonly ExplainedValue[];
  /** How the settings read it; undefined where they do not. */
  readonly read: Variable | undefined;
  /** Where other code names it. */
  readonly mentions: readonly Proof[];
  /** Where the mode's file sets it for this machine alone. */
  readonly hostOnly: Proof | null;
  readonly remarks: readonly string[];
}

/** The whole chain of a variable: who gets what, from where, over what, and who reads it. */
export function renderExplanation(explanation: Explanation, paint: Paint): string {
  const {name, values, hostOnly, remarks} = explanation;
  const chains = values.flatMap(value => renderValue(name, value, paint));
  const nothing = values.length > 0 ? [] : [`${paint('bold', name)} ${hostOnly === null ? 'is set by nothing' : 'reaches no container'}`];
  const here = hostOnly === null ? [] : [row('kept out', `${placeOf(hostOnly)} sets it, and it is about this machine`)];
  return [...chains, ...nothing, ...here, ...renderReads(explanation), ...remarks.map(text => paint('yellow', `! ${text}`))].join('\n');
}

function renderValue(name: string, {value, services, source, written, overrides}: ExplainedValue, paint: Paint): readonly string[] {
  const head = value === null ? `${paint('bold', name)} is taken away` : `${paint('bold', name)} = ${value}`;
  return [
    head,
    row(value === null ? 'unset' : 'set', `${placeOf(source)}, for ${services.join(', ')}`),
    ...(written === null ? [] : [row('written', `${written}; in a container localhost is the service`)]),
    ...overrides.map((one, index) => row(index === 0 ? 'over' : '', `${placeOf(one)}${valueText(one.value)}`)),
  ];
}

function valueText(value: string | null | undefined): string {
  if (value === undefined) return '';
  return value === null ? ': taken away' : `: ${value}`;
}

function renderReads({read, mentions}: Explanation): readonly string[] {
  if (read === undefined && mentions.length === 0) return [row('read', 'by nothing in the code')];
  const into = read?.feeds ? ` into ${read.feeds}` : '';
  const fallback = read?.default === null || read?.default === undefined ? '' : `, default ${JSON.stringify(read.default)}`;
  const needed = read === undefined ? null : requiredText(read);
  const how = read === undefined ? '' : `${into}, as ${words[read.cast]}${needed === null ? fallback : `, ${needed}`}`;
  const places = read === undefined ? [] : [`${placeOf(read.where)}${how}`, ...(read.also ?? []).map(placeOf)];
  return [...places, ...mentions.map(place => `${placeOf(place)}, outside of the settings`)].map((text, index) =>
    row(index === 0 ? 'read' : '', text),
  );
}

const words: Readonly<Record<Variable['cast'], string>> = {
  text: 'text',
  bool: 'true or false',
  truthy: 'set or not',
  int: 'a whole number',
  list: 'a list',
  json: 'JSON',
  url: 'a URL',
};

function row(title: string, text: string): string {
  return `  ${title.padEnd(8)}  ${text}`;
}
