import type { SourceRecord } from "./source-record.js";

export interface PeekedRecords {
  /** The values of the first records that can be read. */
  readonly first: readonly unknown[];
  /** All records, the first among them. */
  readonly records: AsyncIterable<SourceRecord>;
  /** Closes a source that is not read further; not needed after reading `records`. */
  close(): Promise<void>;
}

/** So many records show what the others hold; fewer, if they are long. */
const maxRecords = 200;
const maxLength = 1024 * 1024;

/** Reads the first records, up to the one that is enough. */
export async function peekRecords(
  source: AsyncIterable<SourceRecord>,
  isEnough: (value: unknown) => boolean,
): Promise<PeekedRecords> {
  const iterator = source[Symbol.asyncIterator]();
  const read: SourceRecord[] = [];
  const first: unknown[] = [];
  let length = 0;
  while (read.length < maxRecords && length < maxLength && !first.some(isEnough)) {
    const { value: record, done } = await iterator.next();
    if (done) break;
    read.push(record);
    if (!("value" in record)) continue;
    first.push(record.value);
    length += JSON.stringify(record.value)?.length ?? 0;
  }
  const close = async () => void (await iterator.return?.());
  return { first, records: replay(read, iterator), close };
}

async function* replay(
  read: readonly SourceRecord[],
  iterator: AsyncIterator<SourceRecord>,
): AsyncGenerator<SourceRecord> {
  try {
    yield* read;
    yield* { [Symbol.asyncIterator]: () => iterator };
  } finally {
    await iterator.return?.();
  }
}
