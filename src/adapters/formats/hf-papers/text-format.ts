import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { isAbstractBlock, isPageLine } from "../../../domain/sources/plain-text-blocks.js";
import { describeTooLong, maxRecordLength, readTextLines } from "../../../domain/text/lines.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";

/**
 * Alternating titles and abstracts in paragraphs separated by blank lines, such as the text of a Hugging Face Papers
 * page. A title is the last short paragraph before a long one; headers and other page text are ignored.
 */
export function createTextFormat(): PaperFormat {
  return { name: "text", open: async (chunks) => ({ records: readPairs(chunks) }) };
}

async function* readPairs(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  let title: Block | undefined;
  let abstract = "";
  const take = (): SourceRecord | undefined => {
    if (!title || abstract === "") return undefined;
    const record = { line: title.line, value: { title: cleanMarkup(title.text), abstract: cleanMarkup(abstract) } };
    title = undefined;
    abstract = "";
    return record;
  };
  for await (const block of readBlocks(chunks)) {
    const { line, text } = block;
    if (text === undefined) {
      yield { line, reason: describeTooLong("paragraph") };
    } else if (isAbstractBlock(text)) {
      abstract = abstract === "" ? text : `${abstract} ${text}`;
    } else if (!isPageLine(text)) {
      const record = take();
      if (record) yield record;
      // A long paragraph without a title before it belongs to the page.
      abstract = "";
      title = { line, text };
    }
  }
  const last = take();
  if (last) yield last;
}

interface Block {
  readonly line: number;
  readonly text: string;
}

/** Joins lines into paragraphs; `text` is undefined for a paragraph that is too long. */
async function* readBlocks(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly line: number; readonly text: string | undefined }> {
  let start = 0;
  let block: string | undefined = "";
  for await (const { line, text } of readTextLines(chunks)) {
    if (text?.trim() === "") {
      if (block !== "") yield { line: start, text: block };
      block = "";
      continue;
    }
    if (block === "") start = line;
    const joined: string = `${block ?? ""} ${text ?? ""}`.trim();
    block = block === undefined || text === undefined || joined.length > maxRecordLength ? undefined : joined;
  }
  if (block !== "") yield { line: start, text: block };
}
