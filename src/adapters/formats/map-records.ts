import type { z } from "zod";
import type { RecordEntry } from "../../domain/collections/record-entry.js";
import { findJsonKey } from "../../domain/sources/name-record.js";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import { describeForeignIssue } from "./describe-issue.js";

/** What each record becomes: a paper, and what it says for the owner of its file. */
export interface RecordReading<Record> {
  readonly toPaper: (record: Record) => unknown;
  readonly toEntry?: ((record: Record) => RecordEntry) | undefined;
}

/** Converts the records of one source to papers; a record of another shape fails alone. */
export async function* mapRecords<Record>(
  records: AsyncIterable<SourceRecord>,
  schema: z.ZodType<Record>,
  { toPaper, toEntry }: RecordReading<Record>,
): AsyncGenerator<SourceRecord> {
  for await (const record of records) {
    if ("reason" in record) {
      yield record;
      continue;
    }
    const { line } = record;
    const parsed = schema.safeParse(record.value);
    const key = findJsonKey(record.value);
    const named = { line, ...(key !== undefined && { key }) };
    yield parsed.success
      ? { ...named, value: toPaper(parsed.data), ...(toEntry && { entry: toEntry(parsed.data) }) }
      : { ...named, reason: describeForeignIssue(record.value, parsed.error) };
  }
}
