import {isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node} from 'yaml';

/** Line and column of the value at a path, or of its key; where the path leaves the text, of the last part that is in it. */
export function locate(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly string[],
  ofKey: boolean,
): {line: number; column: number} {
  let value: Node | null = document.contents;
  let key: Node | null = null;
  for (const part of path) {
    const found = step(resolved(document, value), part);
    if (found === null) break;
    ({key, value} = found);
  }
  const {line, col} = lines.linePos(startOf(ofKey ? key : value) ?? startOf(key) ?? 0);
  return {line: Math.max(line, 1), column: Math.max(col, 1)};
}

function resolved(document: Document.Parsed, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

function step(node: Node | null, part: string): {readonly key: Node | null; readonly value: Node | null} | null {
  if (isSeq<Node>(node)) return {key: null, value: node.items[Number(part)] ?? null};
  if (!isMap<Node, Node | null>(node)) return null;
  const pair = node.items.find(({key}) => isScalar(key) && String(key.value) === part);
  return pair ? {key: pair.key, value: pair.value} : null;
}

function startOf(node: Node | null): number | undefined {
  return node?.range?.[0];
}
