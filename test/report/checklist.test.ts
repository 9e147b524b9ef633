import {expect, it} from '@jest/globals';
import {renderFinding, summaryOf} from '../../src/report';
import type {Finding} from '../../src/model/finding';

const paint = (_style: string, text: string): string => text;
const bad: Finding = {what: 'DEBUG', state: 'bad', detail: 'is on', next: 'set it', where: {file: 'site/settings.py', line: 3}};

it('a finding has its place and what to do below it', () => {
  expect(renderFinding(bad, paint)).toBe('✖ DEBUG: is on\n    at site/settings.py:3\n    set it');
});

it('a place that the line names is not told again', () => {
  expect(renderFinding({...bad, state: 'doubtful', detail: 'site/settings.py:3 says so', next: null}, paint)).toBe(
    '! DEBUG: site/settings.py:3 says so',
  );
});

it('the last line counts what is to be done', () => {
  expect(summaryOf([bad, {...bad, state: 'doubtful'}, bad])).toBe('2 to mend, 1 to look at.');
  expect(summaryOf([{...bad, state: 'good'}])).toBe('Nothing to mend.');
});
