import { type ColumnMapping, guessColumns } from "../sources/column-mapping.js";
import type { SourceRecord } from "../sources/source-record.js";
import { createRowToPaper } from "./row-paper.js";
import type { TableRow } from "./row-reader.js";

/**
 * The names of the fields if the table has a row for each field of a paper, with the name of the field in its first
 * cell, as Embase exports it; empty for a table with a header.
 */
export function listVerticalNames(rows: readonly (readonly string[])[]): readonly string[] {
  const named = rows.filter(([name = "", value = ""]) => isFieldName(name) && !isFieldName(value));
  const names = [...new Set(named.map(([name = ""]) => name))];
  const fields = Object.keys(guessColumns(names));
  return fields.includes("title") && fields.length >= minFields ? names : [];
}

/** Fewer can be a coincidence. */
const minFields = 3;

function isFieldName(cell: string): boolean {
  return Object.keys(guessColumns([cell])).length > 0;
}

interface VerticalTable {
  readonly rows: AsyncIterable<TableRow>;
  readonly names: readonly string[];
  readonly chosen: ColumnMapping | undefined;
}

/** Reads the papers of a vertical table: each begins with the field that comes first in the table. */
export async function* readVerticalTable({ rows, names, chosen }: VerticalTable): AsyncGenerator<SourceRecord> {
  let line = 0;
  let header: string[] = [];
  let cells: string[] = [];
  const end = () => ({ line, value: createRowToPaper({ header, rows: [], chosen })(cells) });
  for await (const row of rows) {
    if ("reason" in row) {
      yield row;
      continue;
    }
    const [name = "", ...values] = row.cells;
    if (name === names[0]) {
      if (header.length > 0) yield end();
      line = row.line;
      header = [];
      cells = [];
    }
    // Before the first paper, and beyond what one can have.
    if (line === 0 || header.length >= maxFields) continue;
    header.push(name);
    cells.push(values.filter((value) => value !== "").join("; "));
  }
  if (header.length > 0) yield end();
}

const maxFields = 500;
