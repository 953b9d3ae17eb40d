import { mapColumns } from "../../../domain/sources/column-mapping.js";
import { headBytes } from "../../../domain/sources/detect-format.js";
import { peekSource } from "../../../domain/sources/peek-source.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { readTableHeader } from "../../../domain/sources/table-header.js";
import { createRowToPaper } from "../../../domain/tables/row-paper.js";
import { createRowReader, type TableRow } from "../../../domain/tables/row-reader.js";
import { decodeHead, decodeText } from "../../../domain/text/decode-text.js";
import type { FormatOptions, OpenedFormat, PaperFormat } from "../../../ports/sources/paper-format.js";

/** Tables with a header line, from which the delimiter is detected: comma, semicolon, bar or tab. */
export function createCsvFormat(): PaperFormat {
  return { name: "csv", open: openTable };
}

export function createTsvFormat(): PaperFormat {
  return { name: "tsv", open: openTable };
}

async function openTable(source: AsyncIterable<Uint8Array>, { columns: chosen }: FormatOptions): Promise<OpenedFormat> {
  const { head, chunks, close } = await peekSource(source, headBytes);
  try {
    const { delimiter, columns: header, rowsAbove, rows: firstRows } = readTableHeader(decodeHead(head), chosen);
    if (header.length === 0) return { records: readRecords(readRows(chunks, delimiter), () => undefined) };
    const columns = mapColumns(header, chosen);
    const rows = skipRows(readRows(chunks, delimiter), rowsAbove + 1);
    return { columns, records: readRecords(rows, createRowToPaper({ header, rows: firstRows, chosen })) };
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

async function* skipRows(rows: AsyncIterable<TableRow>, count: number): AsyncGenerator<TableRow> {
  let skipped = 0;
  for await (const row of rows) {
    if (skipped >= count) yield row;
    skipped += 1;
  }
}

async function* readRecords(
  rows: AsyncIterable<TableRow>,
  toPaper: (cells: readonly string[]) => unknown,
): AsyncGenerator<SourceRecord> {
  for await (const row of rows) {
    if ("reason" in row) yield row;
    else
      yield { line: row.line, value: toPaper(row.cells), ...(row.notice !== undefined && { notices: [row.notice] }) };
  }
}
