import type {SyntaxNode} from '@lezer/common';
import {isCertain, type Context} from './context';
import {join, parent} from './path';
import {placeOf} from './source';
import {stringOf, unknown, type Args, type Value} from './value';

/** django-split-settings' include(): the named files run in the scope of the caller; it fails without one that is not `optional()`. */
export function executeSettingsFiles({positional}: Args, node: SyntaxNode, context: Context): Value {
  const {program, source: caller} = context;
  for (const value of positional) {
    const optional = optionalFile(value);
    for (const file of filesOf(optional ?? value, context)) {
      if (file === caller.file || program.budget.depth > 60) continue;
      if (program.tree.exists(file)) {
        const source = program.tree.source(file);
        program.execute(source.top, {...context, source});
      } else if (optional === undefined) {
        program.absent.push({path: file, where: placeOf(caller, node), certain: isCertain(context)});
      }
    }
  }
  return unknown;
}

function optionalFile(value: Value): Value | undefined {
  return value.kind === 'call' && value.callee === 'split_settings.tools.optional' ? value.args.positional[0] : undefined;
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
