import type {Proof} from '../../model/proof';
import {broken} from '../failure';
import type {Ambient} from '../scope';
import {findProgram} from './find';

/** How a person comes to a sandbox, or does without. */
export const withoutSandbox = ['apt install bubblewrap', 'or without a sandbox: envrc: {sandbox: false} in devenv.yaml'];

/**
 * The command that runs another without a network, and with all files read-only but those below /tmp.
 * Throws an `env` error where there is no bwrap: nothing runs outside of a sandbox that was asked for.
 */
export function inSandbox(root: string, command: readonly string[], ambient: Ambient, main: Proof): readonly string[] {
  const bwrap = findProgram('bwrap', ambient);
  if (bwrap === null) throw broken(main, 'this file is to run in a sandbox, and there is no bwrap in PATH', withoutSandbox);
  const files = ['--ro-bind', '/', '/', '--dev', '/dev', '--bind', '/tmp', '/tmp', '--ro-bind', root, root];
  return [bwrap, ...files, '--unshare-net', '--unshare-pid', '--die-with-parent', '--', ...command];
}
