import type {Duplex} from 'node:stream';

/** The kind of what is told instead of a message beyond the limit. */
export const tooLong = 'too long';

/** Reads messages of records that end with NUL, an empty record after the last, and writes back what answers them. */
export function listen(channel: Duplex, limit: number, answer: (kind: string, records: readonly Buffer[]) => string | null): void {
  let rest: Buffer = Buffer.alloc(0);
  let records: Buffer[] = [];
  channel.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    if (rest.length > limit) answer(tooLong, []);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const record = rest.subarray(0, end);
      rest = rest.subarray(end + 1);
      if (record.length > 0) {
        records.push(record);
        continue;
      }
      const [kind, ...others] = records;
      records = [];
      const commands = kind === undefined ? null : answer(kind.toString(), others);
      if (commands !== null) channel.write(`${commands}\0`);
    }
  });
  // A bash that ended does not hear the answer.
  channel.on('error', () => undefined);
}
