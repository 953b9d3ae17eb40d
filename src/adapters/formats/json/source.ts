import { peekSource } from "../../../domain/sources/peek-source.js";
import { decodeHead, decodeText, detectEncoding } from "../../../domain/text/decode-text.js";
import { headBytes } from "../../../domain/sources/detect-format.js";
import { isJsonDocument } from "../../../domain/sources/detect-json.js";
import { parseJsonLines } from "../../../domain/sources/json-lines.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { createJsonCutter, type CutRecord, maxJsonLength } from "../../../domain/text/json/cut-json.js";
import { describeTooLong } from "../../../domain/text/lines.js";
import { findBrokenJsonKey } from "../../../domain/sources/name-record.js";
import { describeJsonError, parseForeignJson } from "../../../domain/text/json/parse-json.js";

/** The values of JSON Lines, an array, or the list of papers in an object; the content decides which. */
export async function* readJsonSource(source: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  const { head, chunks } = await peekSource(source, headBytes);
  if (isJsonDocument(decodeHead(head).trimStart())) yield* readJsonDocument(chunks);
  else yield* readJsonLines(chunks, detectEncoding(head), maxJsonLength);
}

/** JSON Lines are UTF-8; other Unicode encodings are converted. */
export function readJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  encoding = "utf-8",
  maxBytes?: number,
): AsyncIterable<SourceRecord> {
  return parseJsonLines(encoding === "utf-8" ? chunks : encodeText(decodeText(chunks)), maxBytes);
}

/** The records of JSON that is not in lines, numbered from 1. */
export async function* readJsonDocument(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  const cutter = createJsonCutter();
  let line = 0;
  for await (const text of decodeText(chunks)) {
    for (const record of cutter.write(text)) yield parseRecord(record, (line += 1));
  }
  if (cutter.isOpen()) yield { line: line + 1, reason: "the JSON is truncated here" };
}

function parseRecord(text: CutRecord, line: number): SourceRecord {
  if (text === undefined) return { line, reason: describeTooLong("entry", maxJsonLength) };
  try {
    return { line, value: parseForeignJson(text) };
  } catch (error) {
    return { line, key: findBrokenJsonKey(text), reason: `the entry is not JSON: ${describeJsonError(error)}` };
  }
}

async function* encodeText(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}
