import { peekSource } from "../domain/byte-source.js";
import { decodeHead, decodeText, detectEncoding } from "../domain/decode-text.js";
import { headBytes, isJsonDocument, listKeys } from "../domain/detect-format.js";
import { parseJsonLines, type SourceRecord } from "../domain/json-lines.js";
import { describeTooLong, longestRecordLength } from "../domain/text-lines.js";
import { describeError } from "../errors.js";

/** The values of JSON Lines, of an array, or of the list of papers in an object, whichever it is. */
export async function* readJsonSource(source: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  const { head, chunks } = await peekSource(source, headBytes);
  if (isJsonDocument(decodeHead(head).trimStart())) yield* readJsonDocument(chunks);
  else yield* readJsonLines(chunks, detectEncoding(head));
}

/** JSON Lines are UTF-8; other Unicode is brought to that. */
export function readJsonLines(chunks: AsyncIterable<Uint8Array>, encoding = "utf-8"): AsyncIterable<SourceRecord> {
  return parseJsonLines(encoding === "utf-8" ? chunks : encodeText(decodeText(chunks)));
}

/** The items of an array, or of the list in an object, by their place in it, from 1. */
export async function* readJsonDocument(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  const { JSONParser } = await import("@streamparser/json");
  const paths = ["$.*", ...listKeys.map((key) => `$.${key}.*`)];
  let line = 0;
  let parser: InstanceType<typeof JSONParser> | undefined;
  let found: unknown[] = [];
  let heldLength = 0;
  for await (const text of decodeText(chunks)) {
    if (text === "") continue;
    if (!parser) {
      // Of an array the items are wanted; of an object, those of its lists.
      parser = new JSONParser({
        paths: text.trimStart().startsWith("[") ? paths.slice(0, 1) : paths.slice(1),
        keepStack: false,
      });
      parser.onValue = ({ value }) => {
        found.push(value);
        heldLength = 0;
      };
      parser.onError = () => undefined;
    }
    heldLength += text.length;
    const failure = write(parser, text);
    for (const value of found) yield { line: (line += 1), value };
    found = [];
    if (failure !== undefined) {
      yield { line: line + 1, reason: `the JSON is broken here, and what follows was not read: ${failure}` };
      return;
    }
    if (heldLength > longestRecordLength + text.length) {
      yield { line: line + 1, reason: `${describeTooLong("entry")}, and what follows was not read` };
      return;
    }
  }
  if (parser && !parser.isEnded) yield { line: line + 1, reason: "the JSON breaks off here" };
}

function write(parser: { write(text: string): void }, text: string): string | undefined {
  try {
    parser.write(text);
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}

async function* encodeText(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}
