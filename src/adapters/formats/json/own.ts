import { detectEncoding } from "../../../domain/text/decode-text.js";
import { noticeOtherJson } from "../../../domain/sources/notice-other-json.js";
import { peekSource } from "../../../domain/sources/peek-source.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { readJsonTable } from "../../../domain/tables/json-table.js";
import type { FormatOptions, OpenedFormat, PaperFormat } from "../../../ports/sources/paper-format.js";
import { readJsonDocument, readJsonLines } from "./source.js";

/** Papers in our own JSON, or objects with keys of their own, one per line. */
export function createJsonLinesFormat(): PaperFormat {
  return {
    name: "jsonl",
    async open(source, options) {
      const { head, chunks } = await peekSource(source, 4);
      return openObjects(readJsonLines(chunks, detectEncoding(head)), options);
    },
  };
}

/** The same in one array or object. */
export function createJsonFormat(): PaperFormat {
  return { name: "json", open: (chunks, options) => openObjects(readJsonDocument(chunks), options) };
}

async function openObjects(
  records: AsyncIterable<SourceRecord>,
  { hasOwnKeys = false, ...options }: FormatOptions,
): Promise<OpenedFormat> {
  return hasOwnKeys ? { records: noticeOtherJson(records) } : readJsonTable(records, options);
}
