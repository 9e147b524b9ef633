import type {SyntaxNode} from '@lezer/common';
import {parser} from '@lezer/python';
import type {Proof} from '../../model/proof';

/** A parsed Python file. The parser is tolerant: broken text gives a tree with holes. */
export interface Source {
  /** Relative to the root. */
  readonly file: string;
  readonly text: string;
  readonly top: SyntaxNode;
  /** Offsets of the beginnings of the lines. */
  readonly lines: readonly number[];
}

export function parseSource(file: string, text: string): Source {
  return {file, text, top: parser.parse(text).topNode, lines: lineStarts(text)};
}

/** The text that a node covers. */
export function textAt(source: Source, node: SyntaxNode): string {
  return source.text.slice(node.from, node.to);
}

/** Where a node stands. */
export function placeOf(source: Source, node: SyntaxNode): Proof {
  return {file: source.file, line: lineAt(source.lines, node.from)};
}

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
