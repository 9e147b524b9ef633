// Usage: npm run bench [-- RUNS [CASE...]]: measures devenv beside plain docker compose that does the same by hand, on
// the same images in the same minutes, and writes bench/results.md. RUNS is at least 7.
import {writeFileSync} from 'node:fs';
import {cpus} from 'node:os';
import {fileURLToPath} from 'node:url';
import {compare, time} from './measure.mjs';
import {prepare} from './site.mjs';

const runs = Math.max(7, Number(process.argv[2] ?? 7));
const asked = process.argv.slice(3);
const bench = prepare();
const {ours, theirs, theirsUntil, edit} = bench;
time({command: 'direnv', args: ['allow', 'example-django'], cwd: bench.site});

/** A pin of a leaf package in two versions that both exist. */
const versions = ['0.5.3', '0.5.2'];
const changePin = index =>
  edit('example-django/requirements.txt', text =>
    // The comment is new each time: neither side may have built these very requirements before.
    text.replace(/\n# measured .*/, '').replace(/^sqlparse==.*$/m, `sqlparse==${versions[index % 2]}\n# measured ${Date.now()}`),
  );
const changeCode = index =>
  edit('example-django/example/urls.py', text =>
    `${text.replace(/\n# measured .*\n$/, '\n')}\n# measured ${index} ${Date.now()}\n`.replace(/\n{2,}# measured/, '\n# measured'),
  );

/** [name, budget as a ratio, ours, theirs, what is done before each] */
const cases = {
  'up with nothing to do': {budget: 0.3, ours: ours('up'), theirs: theirs('up', '--detach')},
  'first up, images built': {
    budget: 1.0,
    ours: ours('up'),
    theirs: theirs('up', '--detach'),
    before: side => (side === 'ours' ? removeOurs() : time(theirs('down', '--volumes'))),
  },
  // devenv returns when all is healthy; `up --detach` when all is started. `--wait` alone fails for the migrations' end.
  'first up until all is healthy': {
    budget: 1.0,
    ours: ours('up'),
    theirs: theirsUntil('up', '--detach', '--wait', '--no-deps', 'db', 'redis', 'web', 'worker', 'beat', 'nginx'),
    before: side => (side === 'ours' ? removeOurs() : time(theirs('down', '--volumes'))),
  },
  'env against direnv exec': {
    budget: 1.0,
    ours: ours('env'),
    theirs: {command: 'direnv', args: ['exec', 'example-django', 'env'], cwd: bench.site},
  },
  // The first one after a change, which starts Node and reads the project.
  'env after a change against direnv exec': {
    budget: 1.0,
    ours: ours('env'),
    theirs: {command: 'direnv', args: ['exec', 'example-django', 'env'], cwd: bench.site},
    before: (side, index) => side === 'ours' && changeCode(index),
  },
  'status against ps': {budget: 1.0, ours: ours('status'), theirs: theirs('ps')},
  'exec': {budget: 1.0, ours: ours('exec', 'web', 'true'), theirs: theirs('exec', '--no-TTY', 'web', 'true')},
  'manage': {
    budget: 1.0,
    ours: ours('manage', 'version'),
    theirs: theirs('exec', '--no-TTY', 'web', 'python', 'manage.py', 'version'),
  },
  'run': {budget: 1.0, ours: ours('run', 'true'), theirs: theirs('run', '--rm', '--no-TTY', '--no-deps', 'web', 'true')},
  'version': {budget: 1.0, ours: ours('--version'), theirs: theirs('version')},
  'rebuild after a code change': {
    budget: 1.0,
    ours: ours('build'),
    theirs: theirs('build', 'build-app', 'build-nginx'),
    before: (_, index) => changeCode(index),
  },
  'rebuild after a changed pin': {
    budget: 0.5,
    ours: ours('build'),
    theirs: theirs('build', 'build-app', 'build-nginx'),
    // Ours and theirs see the same change; each pair changes it anew.
    before: (side, index) => side === 'ours' && changePin(index),
  },
};

/** Containers, network and data go; images stay, since they are what "built" means here. */
function removeOurs() {
  time(ours('down'));
  time({command: 'docker', args: ['volume', 'rm', ...bench.volumes()], cwd: bench.site});
}

function measure() {
  time(theirs('up', '--detach'));
  const rows = [];
  for (const [name, {budget, ...pair}] of Object.entries(cases)) {
    if (asked.length > 0 && !asked.some(word => name.includes(word))) continue;
    const result = compare({...pair, runs});
    const row = `| ${name} | ${result.ours.toFixed(2)} | ${result.theirs.toFixed(2)} | ${result.ratio.toFixed(2)} (${result.low.toFixed(2)} to ${result.high.toFixed(2)}) | ${budget.toFixed(1)} | ${result.ratio <= budget ? 'within' : '**over**'} |`;
    console.log(row);
    rows.push(row);
  }
  return rows;
}

try {
  const rows = measure();
  const head = [
    '# devenv beside plain docker compose',
    '',
    `Median of ${runs} pairs, ${cpus().length} cores, Node ${process.version}. Seconds of the whole process; the ratio is ours by theirs, pair by pair.`,
    '',
  ];
  const table = ['| | devenv | docker compose | ratio (lowest to highest) | budget | |', '|---|---|---|---|---|---|', ...rows, ''];
  if (asked.length === 0) writeFileSync(fileURLToPath(new URL('results.md', import.meta.url)), [...head, ...table].join('\n'));
} finally {
  bench.remove();
}
