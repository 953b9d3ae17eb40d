import { type Fields, isFields, recogniseRecords } from "./json-shapes.js";
import { formatLabels } from "./paper-format.js";
import type { SourceRecord } from "./source-record.js";

/** Notes on the first record of our own JSON that has fields of another format, which are not read. */
export async function* noticeOtherJson(records: AsyncIterable<SourceRecord>): AsyncGenerator<SourceRecord> {
  let checked = 0;
  for await (const record of records) {
    checked += 1;
    const notice = checked <= maxChecked && "value" in record ? describeOther(record.value) : undefined;
    if (notice !== undefined) checked = maxChecked;
    yield notice !== undefined && "value" in record ? { ...record, notices: [notice] } : record;
  }
}

/** The records of a source are alike. */
const maxChecked = 100;

function describeOther(value: unknown): string | undefined {
  if (!isFields(value)) return undefined;
  const format = recogniseRecords([value]);
  if (format) {
    return `only the fields of paperkin's own JSON are read here: this looks like ${formatLabels[format]}, which the format ${format} reads`;
  }
  const unread = Object.entries(ownNames).filter(([name, own]) => name in value && !(own in (value as Fields)));
  if (unread.length === 0) return undefined;
  return unread
    .map(
      ([name, own]) => `the field ${name} is not read: paperkin's own JSON calls it ${own}, or map it: ${own}=${name}`,
    )
    .join("; ");
}

/** Names of other programs for our own fields. */
const ownNames: Readonly<Record<string, string>> = {
  author: "authors",
  journal: "venue",
  booktitle: "venue",
  keyword: "keywords",
  summary: "abstract",
  DOI: "doi",
  URL: "url",
  arxiv_id: "arxivId",
  publication_date: "date",
};
