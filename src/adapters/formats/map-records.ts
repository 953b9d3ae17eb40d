import type { z } from "zod";
import type { SourceRecord } from "../../domain/sources/source-record.js";

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
    yield parsed.success ? { line, value: toPaper(parsed.data) } : { line, reason: describeIssue(parsed.error) };
  }
}

function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join(".") ?? "";
  return `${path === "" ? "" : `${path}: `}${issue?.message ?? "malformed"}`;
}
