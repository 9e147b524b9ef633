import {resolve} from 'node:path';
import type {Proof} from '../../model/proof';
import {broken} from '../failure';
import {nameOf} from '../file';
import type {Scope} from '../scope';
import {personalFiles} from '../tools';
import {readProblems} from './problems';
import type {Limits, Ran} from './run';
import {withoutSandbox} from './sandbox';
import {settle} from './settle';
import type {Traced} from './trace';

/** What an evaluation left. */
export interface Outcome {
  readonly scope: Scope;
  readonly main: Proof;
  /** How far it came, as far as one knows. */
  readonly reached: Proof;
  /** The variables at its end; null where it did not come to tell them. */
  readonly environment: ReadonlyMap<string, Buffer> | null;
}

/** Turns what came back into the scope, or into the failure that a person can act on. */
export function conclude(
  {scope, main, reached, environment}: Outcome,
  ran: Ran,
  traced: readonly Traced[],
  {token, limits}: {readonly token: string; readonly limits: Limits},
): void {
  if (ran.ended === 'time') throw broken(reached, `took longer than ${limits.seconds} s`);
  if (ran.ended === 'output') throw broken(reached, `gives or prints more than ${Math.round(limits.output / 1024)} KiB`);
  const files = new Map(
    [...scope.loaded].flatMap(([name, file]) => (file === null ? [] : [[resolve(scope.root, name), file.bytes.toString()]])),
  );
  const problems = readProblems(ran.output, token, files).map(problem => ({
    ...problem,
    where: {...problem.where, file: nameOf(scope.root, problem.where.file)},
  }));
  const fatal = problems.find(problem => problem.fatal);
  if (fatal !== undefined) throw broken(fatal.where, fatal.what);
  const because = problems.at(-1);
  const shut = /^bwrap: (.*)$/m.exec(environment === null ? ran.output : '');
  if (shut !== null) throw broken(main, `bwrap cannot make the sandbox: ${shut[1] ?? ''}`, withoutSandbox);
  if (environment === null)
    throw broken(reached, 'the file ended bash in a way that gives no variables back (exec, kill, or a trap of its own)');
  if (ran.status !== 0)
    throw broken(
      because?.where ?? reached,
      `the file ended here with status ${ran.status ?? 'of a signal'}${because === undefined ? '' : `: ${because.what}`}`,
    );
  for (const problem of problems) scope.warnings.push(`${problem.where.file}:${problem.where.line}: ${problem.what}`);
  const personal = personalFiles(scope.ambient);
  settle(
    scope,
    environment,
    traced.filter(({file}) => !personal.includes(file)),
    main,
  );
}
