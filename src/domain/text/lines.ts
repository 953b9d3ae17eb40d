import { formatCount } from "./amounts.js";
import { decodeText } from "./decode-text.js";

/** One line of text without its line break; `text` is undefined for a line longer than `maxRecordLength`. */
export interface TextLine {
  readonly line: number;
  readonly text: string | undefined;
}

/**
 * Max length of a record in UTF-16 code units. A longer record fails without affecting others or filling the memory.
 */
export const maxRecordLength = 1024 * 1024;

export function describeTooLong(what: string, maxLength = maxRecordLength): string {
  return `the ${what} is longer than ${formatCount(maxLength)} characters`;
}

/** Lines of a source in any encoding that `decodeText` knows, ended by LF, CR LF or CR. */
export async function* readTextLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  for await (const { first, texts } of readLineBatches(chunks)) {
    for (const [index, text] of texts.entries()) yield { line: first + index, text };
  }
}

/** The lines of one chunk; `first` is the number of the first of them. */
export interface LineBatch {
  readonly first: number;
  readonly texts: readonly TextLine["text"][];
}

/** The same with all lines of a chunk at a time, which takes a third of the time where lines are short. */
export async function* readLineBatches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<LineBatch> {
  let first = 1;
  let pending: string | undefined = "";
  let endsInReturn = false;
  for await (const text of decodeText(chunks)) {
    // The line feed of a CR LF that is split between two chunks.
    const fresh = endsInReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (text !== "") endsInReturn = text.endsWith("\r");
    const parts: (string | undefined)[] = fresh.includes("\r") ? fresh.split(/\r\n|\n|\r/) : fresh.split("\n");
    parts[0] = appendWithin(pending, parts[0]);
    pending = parts.length === 1 ? parts[0] : appendWithin("", parts.at(-1));
    parts.length -= 1;
    if (parts.length > 0) yield { first, texts: parts };
    first += parts.length;
  }
  if (pending !== "") yield { first, texts: [pending] };
}

/** Undefined beyond the limit, so that no part of a line that is too long stays in memory. */
function appendWithin(start: string | undefined, end = ""): string | undefined {
  return start === undefined || start.length + end.length > maxRecordLength ? undefined : start + end;
}
