interface Version {
  readonly release: readonly number[];
  /** Below 0 before the release (dev, alpha, beta, candidate), above 0 after it. */
  readonly stage: readonly number[];
}

const stages: Readonly<Record<string, number>> = {
  dev: -4,
  a: -3,
  alpha: -3,
  b: -2,
  beta: -2,
  c: -1,
  rc: -1,
  pre: -1,
  preview: -1,
  post: 1,
  rev: 1,
  r: 1,
};

/** Whether a version satisfies a specifier such as ">=4.2,<5" (PEP 440); null where either is written in another way. */
export function allows(specifier: string, version: string): boolean | null {
  const clauses = specifier
    .split(',')
    .map(clause => clause.trim())
    .filter(clause => clause !== '');
  const results = clauses.map(clause => satisfies(clause, version));
  return results.includes(null) ? null : results.every(one => one === true);
}

function satisfies(clause: string, text: string): boolean | null {
  const [, operator = '', wanted = '', wildcard = ''] = /^(===?|!=|~=|<=?|>=?)\s*([^\s*]+?)(\.\*)?$/.exec(clause) ?? [];
  if (operator === '===') return wanted === text;
  const [version, bound] = [parse(text), parse(wanted)];
  if (version === null || bound === null) return null;
  if (wildcard !== '') return prefix(operator, version, bound);
  // As PEP 440 has it, <5 leaves out 5.0rc1 and >5 leaves out 5.0.post1.
  const isFinal = bound.stage.length === 0;
  if ((operator === '<' || operator === '>') && isFinal && numbersOrder(version.release, bound.release) === 0) return false;
  const order = compare(version, bound);
  if (operator === '~=') return order >= 0 && begins(version, bound.release.slice(0, -1));
  return orders[operator]?.(order) ?? null;
}

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  '==': order => order === 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

function prefix(operator: string, version: Version, {release}: Version): boolean | null {
  if (operator === '==') return begins(version, release);
  return operator === '!=' ? !begins(version, release) : null;
}

function begins({release}: Version, start: readonly number[]): boolean {
  return start.every((number, at) => (release[at] ?? 0) === number);
}

/** Without the local part: no listing asks for it. */
function parse(text: string): Version | null {
  const [, release = '', rest = ''] = /^v?(?:0!)?(\d+(?:\.\d+)*)((?:[-_.]?[a-z]+[-_.]?\d*)*)(?:\+[\w.]+)?$/i.exec(text.trim()) ?? [];
  if (release === '') return null;
  const parts = [...rest.toLowerCase().matchAll(/([a-z]+)[-_.]?(\d*)/g)].map(
    ([, word = '', number = '']) => [stages[word], Number(number)] as const,
  );
  if (parts.some(([stage]) => stage === undefined)) return null;
  return {release: release.split('.').map(Number), stage: parts.flatMap(([stage = 0, number]) => [stage, number])};
}

function compare(one: Version, other: Version): number {
  return numbersOrder(one.release, other.release) || numbersOrder(one.stage, other.stage);
}

function numbersOrder(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
