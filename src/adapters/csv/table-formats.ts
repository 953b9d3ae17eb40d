import { pipeline } from "node:stream";
import { peekSource } from "../../domain/byte-source.js";
import { cleanMarkup } from "../../domain/clean-markup.js";
import { columnFields, type ColumnField, type ColumnMapping, mapColumns } from "../../domain/column-mapping.js";
import { decodeHead, decodeText } from "../../domain/decode-text.js";
import { readDelimitedHead } from "../../domain/delimited-head.js";
import { headBytes } from "../../domain/detect-format.js";
import type { SourceRecord } from "../../domain/json-lines.js";
import { readBracketList, splitNames } from "../../domain/person-name.js";
import { longestRecordLength } from "../../domain/text-lines.js";
import { AppError, describeError } from "../../errors.js";
import type { FormatOptions, OpenedFormat, PaperFormat } from "../../ports/paper-format.js";

/** Tables with a header line; commas, semicolons, bars or tabs between the cells, whichever the header has. */
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
  const { parse } = await import("csv-parse");
  const { head, chunks } = await peekSource(source, headBytes);
  const parser = parse({
    delimiter: delimiter ?? readDelimitedHead(decodeHead(head)).delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: longestRecordLength,
  });
  // Errors of either end come out of the iteration.
  const rows = (pipeline(decodeText(chunks), parser, () => undefined) as AsyncIterable<Row>)[Symbol.asyncIterator]();
  const header = await nextRow(rows, 1);
  if (!header) return { records: (async function* () {})() };
  if ("reason" in header) throw new AppError("bad_input", `The header line cannot be read: ${header.reason}.`);
  const columns = mapColumns(header.record, chosen);
  return { columns, records: readRows(rows, makeToPaper(header.record, columns)) };
}

async function* readRows(
  rows: AsyncIterator<Row>,
  toPaper: (cells: readonly string[]) => unknown,
): AsyncGenerator<SourceRecord> {
  let line = 1;
  try {
    for (;;) {
      const row = await nextRow(rows, line + 1);
      if (!row) return;
      if ("reason" in row) {
        yield row;
        return;
      }
      const { record, info } = row;
      const linesInside = record.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
      line = info.lines;
      yield { line: line - linesInside, value: toPaper(record) };
    }
  } finally {
    await rows.return?.();
  }
}

/** A table that is broken somewhere, as by a quote that is never closed, cannot be read on from there. */
async function nextRow(
  rows: AsyncIterator<Row>,
  line: number,
): Promise<Row | undefined | { line: number; reason: string }> {
  try {
    const { value, done } = await rows.next();
    return done ? undefined : value;
  } catch (error) {
    const { code = "" } = error as { code?: string };
    if (!code.startsWith("CSV_")) throw error;
    return { line, reason: `the table is broken from here on, and was read up to here: ${describeError(error)}` };
  }
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
    const year = readYear(paper["year"]) ?? readYear(paper["date"]);
    const { year: _, ...rest } = paper;
    return { ...rest, title: paper["title"] ?? "", ...(year !== undefined && { year }) };
  };
}

function readCell(field: ColumnField, cell: string): unknown {
  if (field === "authors") return splitNames(cleanMarkup(cell));
  if (texts.has(field)) return cleanMarkup(cell);
  if (!lists.has(field)) return cell;
  const listed = readBracketList(cell) ?? cell.split(/[;|]/.test(cell) ? /[;|]/ : ",");
  return listed.map((item) => cleanMarkup(item).trim());
}

function readYear(text: unknown): number | undefined {
  const year = typeof text === "string" ? /(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)/.exec(text)?.[1] : undefined;
  return year === undefined ? undefined : Number(year);
}
