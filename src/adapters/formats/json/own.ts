import { detectEncoding } from "../../../domain/text/decode-text.js";
import { noticeOtherJson } from "../../../domain/sources/notice-other-json.js";
import { peekSource } from "../../../domain/sources/peek-source.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readJsonDocument, readJsonLines } from "./source.js";

/** Papers in our own JSON, one per line. */
export function createJsonLinesFormat(): PaperFormat {
  return {
    name: "jsonl",
    async open(source) {
      const { head, chunks } = await peekSource(source, 4);
      return { records: noticeOtherJson(readJsonLines(chunks, detectEncoding(head))) };
    },
  };
}

/** Papers in our own JSON, in one array or object. */
export function createJsonFormat(): PaperFormat {
  return { name: "json", open: async (chunks) => ({ records: noticeOtherJson(readJsonDocument(chunks)) }) };
}
