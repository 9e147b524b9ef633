import {spawnSync} from 'node:child_process';

/** Runs a command to its end and returns its wall time in seconds; throws with its output when it fails. */
export function time({command, args, cwd, env}) {
  const started = performance.now();
  const {status, stdout, stderr, error} = spawnSync(command, args, {cwd, env: {...process.env, ...env}, encoding: 'utf8'});
  const seconds = (performance.now() - started) / 1000;
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return seconds;
}

/** The two in turn, so that a machine that drifts drifts for both; each pair gives a ratio. */
export function compare({ours, theirs, runs, before = () => undefined}) {
  const pairs = Array.from({length: runs}, (_, index) => {
    before('ours', index);
    const mine = time(ours);
    before('theirs', index);
    return {ours: mine, theirs: time(theirs)};
  });
  const ratios = pairs.map(pair => pair.ours / pair.theirs);
  return {
    ours: median(pairs.map(pair => pair.ours)),
    theirs: median(pairs.map(pair => pair.theirs)),
    ratio: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
