import type {Finding} from '../model/finding';
import type {Paint} from './paint';
import {placeOf} from './variables';

const marks = {good: ['green', '✔'], doubtful: ['yellow', '!'], bad: ['red', '✖']} as const;

/** A line for each finding; below it its place, where the line does not name it, and what to do. */
export function renderFinding({what, state, detail, next, where}: Finding, paint: Paint): string {
  const [color, mark] = marks[state];
  const place = where === undefined || detail.includes(placeOf(where)) ? [] : [paint('dim', `at ${placeOf(where)}`)];
  return [`${paint(color, mark)} ${what}: ${detail}`, ...place, ...(next === null ? [] : [next])].join('\n    ');
}

/** "2 to mend, 1 to look at" */
export function summaryOf(findings: readonly Finding[]): string {
  const count = (state: Finding['state']) => findings.filter(one => one.state === state).length;
  const [bad, doubtful] = [count('bad'), count('doubtful')];
  if (bad + doubtful === 0) return 'Nothing to mend.';
  return `${[bad === 0 ? [] : `${String(bad)} to mend`, doubtful === 0 ? [] : `${String(doubtful)} to look at`].flat().join(', ')}.`;
}
