import type {SyntaxNode} from '@lezer/common';
import type {Context} from './context';
import {join, parent} from './path';
import {stringOf, unknown, type Args, type Value} from './value';

/** django-split-settings' include(): the named files run in the scope of the caller. */
export function executeSettingsFiles({positional}: Args, _node: SyntaxNode, context: Context): Value {
  for (const file of positional.flatMap(value => filesOf(value, context))) {
    if (!context.program.tree.exists(file) || file === context.source.file || context.program.budget.depth > 60) continue;
    const source = context.program.tree.source(file);
    context.program.execute(source.top, {...context, source});
  }
  return unknown;
}

function filesOf(value: Value, context: Context): readonly string[] {
  const pattern = stringOf(value);
  if (pattern === null) return [];
  const path = join(parent(context.source.file), pattern);
  if (!path.includes('*')) return [path];
  const [before = '', after = ''] = path.slice(path.lastIndexOf('/') + 1).split('*');
  const directory = parent(path);
  const names = context.program.tree.list(directory).map(entry => entry.name);
  return names.filter(name => name.startsWith(before) && name.endsWith(after) && name.endsWith('.py')).map(name => join(directory, name));
}
