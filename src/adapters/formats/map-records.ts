import type { z } from "zod";
import { findJsonKey } from "../../domain/sources/name-record.js";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import { describeForeignIssue } from "./describe-issue.js";

/** Converts the records of one source to papers; a record of another shape fails alone. */
export async function* mapRecords<Entry>(
  records: AsyncIterable<SourceRecord>,
  schema: z.ZodType<Entry>,
  toPaper: (entry: Entry) => unknown,
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
      ? { ...named, value: toPaper(parsed.data) }
      : { ...named, reason: describeForeignIssue(record.value, parsed.error) };
  }
}
