import {Document, isMap, isScalar, isSeq, visit, type Pair, type YAMLSeq} from 'yaml';

/**
 * The text of a Compose file as a person would write it: a comment before each service, short lists on one line.
 * YAML 1.1, since Compose's own reader takes `yes` and `1000:1000` for what they were then.
 */
export function composeText(head: string, content: Readonly<Record<string, unknown>>, comments: Readonly<Record<string, string>>): string {
  const document = new Document(escapeDollars(content), {version: '1.1', aliasDuplicateObjects: false});
  document.directives = undefined;
  visit(document, {
    Seq: (_, list) => {
      list.flow = isShort(list);
    },
  });
  const services = document.get('services');
  if (isMap(services)) for (const [index, pair] of services.items.entries()) introduce(pair, comments, index > 0);
  return `# ${head}\n${document.toString({lineWidth: 0, flowCollectionPadding: false})}`;
}

/** The comment that begins a fragment of compose/. */
export function commentOf(fragment: string): string {
  const lines = fragment.split('\n');
  const end = lines.findIndex(line => !line.startsWith('#'));
  return lines
    .slice(0, end)
    .map(line => line.slice(1))
    .join('\n');
}

function introduce({key}: Pair, comments: Readonly<Record<string, string>>, spaceBefore: boolean): void {
  if (!isScalar(key)) return;
  const comment = comments[String(key.value)];
  if (comment === undefined) return;
  key.spaceBefore = spaceBefore;
  key.commentBefore = comment;
}

function isShort(list: YAMLSeq): boolean {
  if (!list.items.every(item => isScalar(item) || typeof item === 'string')) return isSeq(list) && list.items.length === 0;
  return String(list).length < 90;
}

/** Compose interpolates `$` in every string of its file. */
function escapeDollars(value: unknown): unknown {
  return mapStrings(value, text => text.replaceAll('$', '$$$$'));
}

/** A fragment's strings as they are meant. */
export function unescapeDollars<T>(value: T): T {
  return mapStrings(value, text => text.replaceAll('$$', '$')) as T;
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map(item => mapStrings(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}
