import { findBrokenJsonKey } from "./name-record.js";
import { describeJsonError, parseForeignJson } from "../text/json/parse-json.js";
import { formatCount } from "../text/amounts.js";
import type { SourceRecord } from "./source-record.js";

/** Longer lines are skipped without keeping them in memory, unless another limit is given. */
export const maxLineBytes = 1024 * 1024;

const newline = 0x0a;

/** Parses newline-delimited JSON from chunks of bytes; reports a broken line with its number and continues. */
export async function* parseJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes = maxLineBytes,
): AsyncGenerator<SourceRecord> {
  let line = 0;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  const keep = (part: Uint8Array) => {
    pendingBytes += part.length;
    if (pendingBytes <= maxBytes) pending.push(part);
    else pending = [];
  };
  const takeLine = (): SourceRecord | undefined => {
    line += 1;
    const record = pendingBytes > maxBytes ? tooLong(line, maxBytes) : parseLine(pending, line);
    pending = [];
    pendingBytes = 0;
    return record;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      keep(chunk.subarray(start, end));
      const record = takeLine();
      if (record) yield record;
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  const last = pendingBytes > 0 ? takeLine() : undefined;
  if (last) yield last;
}

/** `undefined` for a blank line. */
function parseLine(parts: readonly Uint8Array[], line: number): SourceRecord | undefined {
  let text: string;
  try {
    text = decodeParts(parts).trim();
  } catch {
    return { line, reason: "the line is not valid UTF-8" };
  }
  if (text === "") return undefined;
  try {
    return { line, value: parseForeignJson(text) };
  } catch (error) {
    return { line, key: findBrokenJsonKey(text), reason: `the line is not JSON: ${describeJsonError(error)}` };
  }
}

function decodeParts(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return parts.map((part) => decoder.decode(part, { stream: true })).join("") + decoder.decode();
}

function tooLong(line: number, maxBytes: number): SourceRecord {
  return { line, reason: `the line is longer than ${formatCount(maxBytes)} bytes` };
}
