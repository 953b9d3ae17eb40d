import { describeTooLong, maxRecordLength, readTextLines } from "../../../domain/text/lines.js";

/** The text of one `@type{…}`, from the `@` to the closing brace, or why it cannot be read. */
export type CutEntry =
  { readonly line: number; readonly text: string } | { readonly line: number; readonly reason: string };

/**
 * Cuts a BibTeX file into entries by counting braces as BibTeX does, escaped ones included. Text between entries is a
 * comment. An unclosed entry fails where the next one begins.
 */
export async function* cutEntries(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CutEntry> {
  let open: OpenEntry | undefined;
  for await (const { line, text } of readTextLines(chunks)) {
    if (text === undefined || (open && open.text.length > maxRecordLength)) {
      yield { line: open?.line ?? line, reason: describeTooLong("entry") };
      open = undefined;
    } else if (open && entryStart.test(text)) {
      yield { line: open.line, reason: unclosed };
      open = undefined;
    }
    let rest = text ?? "";
    while (rest !== "") {
      open ??= findStart(rest, line);
      if (!open) break;
      rest = rest.slice(open.skipped);
      open.skipped = 0;
      const end = findEnd(open, rest);
      open.text += end === undefined ? `${rest}\n` : rest.slice(0, end);
      if (end === undefined) break;
      yield { line: open.line, text: open.text };
      open = undefined;
      rest = rest.slice(end);
    }
  }
  if (open) yield { line: open.line, reason: unclosed };
}

interface OpenEntry {
  readonly line: number;
  /** Length of the comment before it on its first line. */
  skipped: number;
  text: string;
  depth: number;
  readonly isRound: boolean;
}

const entryStart = /^@\s*[A-Za-z]+\s*[{(]/;
const anyStart = /@\s*[A-Za-z]+\s*([{(])/;
const unclosed = "the entry has no closing brace";

function findStart(text: string, line: number): OpenEntry | undefined {
  const start = anyStart.exec(text);
  return start ? { line, skipped: start.index, text: "", depth: 0, isRound: start[1] === "(" } : undefined;
}

/** Index after the closing brace; undefined if the entry continues on the next line at the current depth. */
function findEnd(open: OpenEntry, text: string): number | undefined {
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charCodeAt(index);
    if (sign === 0x7b) open.depth += 1;
    else if (sign === 0x7d) {
      open.depth -= 1;
      if (open.depth === 0 && !open.isRound) return index + 1;
    } else if (sign === 0x29 && open.isRound && open.depth === 0) return index + 1;
  }
  return undefined;
}
