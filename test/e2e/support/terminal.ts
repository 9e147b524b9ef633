import {join} from 'node:path';
import type {Person} from './person';
import {until} from './until';

/** A terminal in which a person types, played by tmux. */
export interface Terminal {
  readonly type: (line: string) => Promise<unknown>;
  /** The text that fits, once it stands on the screen; with the escape codes of its colours where asked. */
  readonly shows: (pattern: RegExp, coloured?: boolean) => Promise<RegExpExecArray>;
  readonly resize: (columns: number, rows: number) => Promise<unknown>;
  readonly end: () => Promise<unknown>;
}

export async function openTerminal(person: Person, columns: number, rows: number): Promise<Terminal> {
  const tmux = (...args: readonly string[]) => person.run(['tmux', '-u', '-S', join(person.home, 'tmux'), '-f', '/dev/null', ...args]);
  const size = ['-x', String(columns), '-y', String(rows)];
  const started = await tmux(
    'new-session',
    '-d',
    ...size,
    'bash --norc',
    ';',
    'set-option',
    '-g',
    'status',
    'off',
    ';',
    'resize-window',
    ...size,
  );
  if (started.code !== 0) throw new Error(`tmux: ${started.stderr}`);
  return {
    type: line => tmux('send-keys', '-l', `${line}\r`),
    shows: (pattern, coloured = false) =>
      until(
        `the terminal shows ${String(pattern)}`,
        async () => {
          const {stdout} = await tmux('capture-pane', '-p', '-S', '-200', ...(coloured ? ['-e'] : []));
          const found = pattern.exec(stdout);
          if (found === null) throw new Error(`it shows\n${stdout.trimEnd()}`);
          return found;
        },
        60,
      ),
    resize: (width, height) => tmux('resize-window', '-x', String(width), '-y', String(height)),
    end: () => tmux('kill-server'),
  };
}
