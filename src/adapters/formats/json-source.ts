import { peekSource } from "../../domain/sources/peek-source.js";
import { decodeHead, decodeText, detectEncoding } from "../../domain/text/decode-text.js";
import { headBytes } from "../../domain/sources/detect-format.js";
import { isJsonDocument, listKeys } from "../../domain/sources/detect-json.js";
import { parseJsonLines } from "../../domain/sources/json-lines.js";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import { describeTooLong, maxRecordLength } from "../../domain/text/lines.js";
import { describeError } from "../../errors.js";

/** The values of JSON Lines, an array, or the list of papers in an object; the content decides which. */
export async function* readJsonSource(source: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  const { head, chunks } = await peekSource(source, headBytes);
  if (isJsonDocument(decodeHead(head).trimStart())) yield* readJsonDocument(chunks);
  else yield* readJsonLines(chunks, detectEncoding(head));
}

/** JSON Lines are UTF-8; other Unicode encodings are converted. */
export function readJsonLines(chunks: AsyncIterable<Uint8Array>, encoding = "utf-8"): AsyncIterable<SourceRecord> {
  return parseJsonLines(encoding === "utf-8" ? chunks : encodeText(decodeText(chunks)));
}

/** The items of an array, or of the list in an object, numbered from 1. */
export async function* readJsonDocument(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  let reader: ItemReader | undefined;
  let line = 0;
  let heldLength = 0;
  for await (const text of decodeText(chunks)) {
    if (text === "") continue;
    reader ??= await createItemReader(text.trimStart().startsWith("[") ? ["$.*"] : listPaths);
    const { items, failure } = reader.read(text);
    for (const value of items) yield { line: (line += 1), value };
    heldLength = items.length > 0 ? 0 : heldLength + text.length;
    const reason = failure ?? (heldLength > maxRecordLength ? describeTooLong("entry") : undefined);
    if (reason !== undefined) {
      yield { line: line + 1, reason: `the JSON is malformed from here on: ${reason}` };
      return;
    }
  }
  if (reader && !reader.isEnded()) yield { line: line + 1, reason: "the JSON is truncated here" };
  else if (reader?.isObject && line === 0) yield { line: 1, reason: noList };
}

const listPaths = listKeys.map((key) => `$.${key}.*`);
const noList = 'there is no list of papers: expected [ … ] or {"papers": [ … ]}';

interface ItemReader {
  readonly isObject: boolean;
  read(text: string): { readonly items: readonly unknown[]; readonly failure: string | undefined };
  isEnded(): boolean;
}

async function createItemReader(paths: string[]): Promise<ItemReader> {
  const { JSONParser } = await import("@streamparser/json");
  const parser = new JSONParser({ paths, keepStack: false });
  let items: unknown[] = [];
  let failure: string | undefined;
  parser.onValue = ({ value }) => void items.push(value);
  parser.onError = (error) => (failure ??= describeError(error));
  return {
    isObject: paths === listPaths,
    read(text) {
      parser.write(text);
      const ready = items;
      items = [];
      return { items: ready, failure };
    },
    isEnded: () => parser.isEnded,
  };
}

async function* encodeText(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}
