import type {SyntaxNode} from '@lezer/common';
import {readArguments} from './python-source/arguments';
import {alternatives} from './python-source/choice';
import type {Context} from './python-source/context';
import {join} from './python-source/path';
import {pathOf} from './python-source/place';
import {childrenOf, textAt} from './python-source/source';

/**
 * Directories of the project that a script puts on Python's search path, as manage.py does where the code lies below src.
 * One that is a package itself is left out: its modules are imported by its own name.
 * @param context the script's
 */
export function importRootsOf(context: Context, workdir: string): readonly string[] {
  const {tree} = context.program;
  const found: string[] = [];
  context.source.top.cursor().iterate(({node}) => {
    if (node.name === 'CallExpression') found.push(...addedBy(node, context, workdir));
  });
  const isRoot = (path: string) => path !== '' && path !== workdir && tree.list(path).length > 0 && !tree.exists(join(path, '__init__.py'));
  return [...new Set(found)].filter(isRoot);
}

function addedBy(node: SyntaxNode, context: Context, workdir: string): readonly string[] {
  const [callee, list] = childrenOf(node);
  if (!callee || !list || !/^sys\.path\.(append|insert)$/.test(textAt(context.source, callee))) return [];
  const last = readArguments(list, context).positional.at(-1);
  return last === undefined ? [] : alternatives(last).flatMap(one => pathOf(one, workdir) ?? []);
}
