import { pipeline } from "node:stream";
import { peekSource } from "../../../domain/sources/peek-source.js";
import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import {
  columnFields,
  type ColumnField,
  type ColumnMapping,
  mapColumns,
} from "../../../domain/sources/column-mapping.js";
import { decodeHead, decodeText } from "../../../domain/text/decode-text.js";
import { readTableHeader } from "../../../domain/sources/table-header.js";
import { headBytes } from "../../../domain/sources/detect-format.js";
import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { findYear } from "../../../domain/paper/date.js";
import { findArxivId, findDoi } from "../../../domain/paper/id.js";
import { readBracketList, splitNames } from "../../../domain/paper/name-list.js";
import { maxRecordLength } from "../../../domain/text/lines.js";
import { AppError, describeError } from "../../../errors.js";
import type { FormatOptions, OpenedFormat, PaperFormat } from "../../../ports/sources/paper-format.js";

/** Tables with a header line, from which the delimiter is detected: comma, semicolon, bar or tab. */
export function createCsvFormat(): PaperFormat {
  return { name: "csv", open: (chunks, options) => openTable(chunks, options) };
}

export function createTsvFormat(): PaperFormat {
  return { name: "tsv", open: (chunks, options) => openTable(chunks, options, "\t") };
}

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function openTable(
  source: AsyncIterable<Uint8Array>,
  { columns: chosen }: FormatOptions,
  delimiter?: string,
): Promise<OpenedFormat> {
  const { head, chunks } = await peekSource(source, headBytes);
  const table = await parseTable(chunks, delimiter ?? readTableHeader(decodeHead(head)).delimiter);
  try {
    const header = await table.rows.next();
    const { failure } = table;
    if (failure && header.done) throw new AppError("bad_input", `The header line cannot be read: ${failure.message}.`);
    if (header.done) return { records: readRows(table, () => undefined) };
    const columns = mapColumns(header.value.record, chosen);
    return { columns, records: readRows(table, makeToPaper(header.value.record, columns)) };
  } catch (error) {
    await table.rows.return?.();
    throw error;
  }
}

interface Table {
  readonly rows: AsyncIterator<Row>;
  /** Why the table could not be read to its end; set after the rows before the error. */
  readonly failure: Error | undefined;
}

async function parseTable(chunks: AsyncIterable<Uint8Array>, delimiter: string): Promise<Table> {
  const { parse } = await import("csv-parse");
  let failure: Error | undefined;
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: maxRecordLength,
    // An error would discard valid rows that are still buffered.
    skip_records_with_error: true,
  });
  parser.on("skip", (error) => (failure ??= error));
  // After an unclosed quote, the rest of the table is unreliable, so nothing after it is read.
  async function* readUntilBroken(): AsyncGenerator<string> {
    for await (const text of decodeText(chunks)) {
      yield text;
      if (failure) return;
    }
  }
  // Errors from the source and from the parser both surface in the iteration.
  const rows = pipeline(readUntilBroken(), parser, () => undefined) as AsyncIterable<Row>;
  return {
    rows: rows[Symbol.asyncIterator](),
    get failure() {
      return failure;
    },
  };
}

async function* readRows(table: Table, toPaper: (cells: readonly string[]) => unknown): AsyncGenerator<SourceRecord> {
  let line = 1;
  for await (const { record, info } of { [Symbol.asyncIterator]: () => table.rows }) {
    const linesInside = record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
    line = info.lines;
    yield { line: line - linesInside, value: toPaper(record) };
  }
  if (!table.failure) return;
  yield {
    line: line + 1,
    reason: `the table is malformed from here on and was not read further: ${describeError(table.failure)}`,
  };
}

const lists: ReadonlySet<ColumnField> = new Set(["categories", "keywords"]);
const texts: ReadonlySet<ColumnField> = new Set(["title", "abstract", "venue"]);

function makeToPaper(header: readonly string[], columns: ColumnMapping): (cells: readonly string[]) => unknown {
  const places = columnFields.flatMap((field) => {
    const column = columns[field];
    return column === undefined ? [] : [{ field, index: header.indexOf(column) }];
  });
  return (cells) => {
    const paper = Object.fromEntries(
      places.flatMap(({ field, index }) => {
        const cell = cells[index] ?? "";
        return cell === "" ? [] : [[field, readCell(field, cell)]];
      }),
    );
    const year = paper["year"] ?? findYear(paper["date"] as string | undefined);
    return { ...paper, title: paper["title"] ?? "", year };
  };
}

function readCell(field: ColumnField, cell: string): unknown {
  if (field === "authors") return splitNames(cleanMarkup(cell));
  if (texts.has(field)) return cleanMarkup(cell);
  if (field === "year") return findYear(cell);
  if (field === "doi") return findDoi(cell);
  if (field === "arxivId") return findArxivId(cell);
  if (!lists.has(field)) return cell;
  const listed = readBracketList(cell) ?? cell.split(/[;|]/.test(cell) ? /[;|]/ : ",");
  return listed.map((item) => cleanMarkup(item).trim());
}
