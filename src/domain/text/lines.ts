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

export function describeTooLong(what: string): string {
  return `the ${what} is longer than ${formatCount(maxRecordLength)} characters`;
}

/** Lines of a source in any encoding that `decodeText` knows, ended by LF, CR LF or CR. */
export async function* readTextLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  let line = 0;
  let pending = "";
  let isTooLong = false;
  let endsInReturn = false;
  for await (const text of decodeText(chunks)) {
    // The line feed of a CR LF that is split between two chunks.
    const fresh = endsInReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (text !== "") endsInReturn = text.endsWith("\r");
    const parts = fresh.split(/\r\n|\n|\r/);
    for (const [index, part] of parts.entries()) {
      if (!isTooLong) pending += part;
      if (pending.length > maxRecordLength) {
        isTooLong = true;
        pending = "";
      }
      if (index === parts.length - 1) break;
      line += 1;
      yield { line, text: isTooLong ? undefined : pending };
      pending = "";
      isTooLong = false;
    }
  }
  if (pending !== "" || isTooLong) yield { line: line + 1, text: isTooLong ? undefined : pending };
}
