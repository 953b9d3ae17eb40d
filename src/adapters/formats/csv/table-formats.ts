import { headBytes } from "../../../domain/sources/detect-format.js";
import { peekSource } from "../../../domain/sources/peek-source.js";
import { readTableHeader } from "../../../domain/sources/table-header.js";
import { createRowReader, type TableRow } from "../../../domain/tables/row-reader.js";
import { decodeHead, decodeText } from "../../../domain/text/decode-text.js";
import type { FormatOptions, OpenedFormat, PaperFormat } from "../../../ports/sources/paper-format.js";
import { readTable } from "../table-records.js";

/** Tables with a header line, from which the delimiter is detected: comma, semicolon, bar or tab. */
export function createCsvFormat(): PaperFormat {
  return { name: "csv", open: openTable };
}

export function createTsvFormat(): PaperFormat {
  return { name: "tsv", open: openTable };
}

async function openTable(source: AsyncIterable<Uint8Array>, options: FormatOptions): Promise<OpenedFormat> {
  const { head, chunks, close } = await peekSource(source, headBytes);
  try {
    const header = readTableHeader(decodeHead(head), options.columns);
    return readTable({ rows: readRows(chunks, header.delimiter), header, options });
  } catch (error) {
    await close();
    throw error;
  }
}

async function* readRows(chunks: AsyncIterable<Uint8Array>, delimiter: string): AsyncGenerator<TableRow> {
  const reader = createRowReader(delimiter);
  for await (const text of decodeText(chunks)) yield* reader.push(text);
  yield* reader.end();
}
