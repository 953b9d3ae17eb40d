import type { RecordEntry } from "../../domain/collections/record-entry.js";
import { describeTable, mapColumns } from "../../domain/sources/column-mapping.js";
import type { SourceRecord } from "../../domain/sources/source-record.js";
import type { TableHeader } from "../../domain/sources/table-header.js";
import { createRowToEntry } from "../../domain/tables/row-entry.js";
import { createRowToPaper } from "../../domain/tables/row-paper.js";
import type { TableRow } from "../../domain/tables/row-reader.js";
import { readVerticalTable } from "../../domain/tables/vertical-table.js";
import type { FormatOptions, OpenedFormat } from "../../ports/sources/paper-format.js";

/** A table that has been opened: all its rows with content, and the header among them. */
export interface OpenedTable {
  readonly rows: AsyncIterable<TableRow>;
  readonly header: TableHeader;
  readonly options: FormatOptions;
}

/** Reads a paper from each row below the header. Throws `bad_input` if no column has titles. */
export function readTable({ rows, header, options }: OpenedTable): OpenedFormat {
  const { columns: chosen, showsTable = false, readsEntries = false } = options;
  // A source without rows has no papers.
  if (header.columns.length === 0) return { records: readRecords(rows, () => undefined) };
  const columns = mapColumns(header.columns, chosen, header.rows);
  const shown = showsTable && { table: describeTable({ ...header, chosen }) };
  if (header.isVertical)
    return { columns, ...shown, records: readVerticalTable({ rows, names: header.columns, chosen }) };
  const toPaper = createRowToPaper({ header: header.columns, rows: header.rows, chosen });
  const toEntry = readsEntries ? createRowToEntry(header.columns) : undefined;
  return { columns, ...shown, records: readRecords(skipRows(rows, header.rowsAbove + 1), toPaper, toEntry) };
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
  toEntry?: (cells: readonly string[]) => RecordEntry,
): AsyncGenerator<SourceRecord> {
  for await (const row of rows) {
    if ("reason" in row) yield row;
    else {
      const entry = toEntry && { entry: toEntry(row.cells) };
      const notices = row.notice !== undefined && { notices: [row.notice] };
      yield { line: row.line, value: toPaper(row.cells), ...entry, ...notices };
    }
  }
}
