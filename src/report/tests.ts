import type {TestResult} from '../model/tests';

/** Reads the counts from what Django's runner or pytest print at the end; null where no test ran. */
export function readTestResult(lines: readonly string[]): TestResult | null {
  return readPytest(lines) ?? readUnittest(lines);
}

/** "=== 1 failed, 5 passed, 2 skipped, 1 error in 3.21s ===" */
function readPytest(lines: readonly string[]): TestResult | null {
  const line = [...lines]
    .reverse()
    .find(text => /^=*\s*\d+ (passed|failed|error|errors|skipped|xfailed|deselected).* in [\d.]+s/.test(text));
  if (line === undefined) return null;
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  const result = {passed: count('passed'), failed: count('failed'), errors: count('errors?'), skipped: count('skipped')};
  return result.passed + result.failed + result.errors + result.skipped === 0 ? null : result;
}

/** "Ran 12 tests in 1.2s", then "OK (skipped=1)" or "FAILED (failures=1, errors=2)". */
function readUnittest(lines: readonly string[]): TestResult | null {
  const ran = Number(
    [...lines]
      .reverse()
      .map(line => /^Ran (\d+) tests? in/.exec(line)?.[1])
      .find(Boolean) ?? 0,
  );
  if (ran === 0) return null;
  const summary = [...lines].reverse().find(line => /^(OK|FAILED)\b/.test(line)) ?? '';
  const count = (word: string) => Number(new RegExp(`${word}=(\\d+)`).exec(summary)?.[1] ?? 0);
  const [failed, errors, skipped] = [count('failures') + count('unexpected successes'), count('errors'), count('skipped')];
  return {passed: Math.max(0, ran - failed - errors - skipped), failed, errors, skipped};
}
