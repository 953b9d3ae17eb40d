import { createRowReader } from "../tables/row-reader.js";
import { type ColumnMapping, placeColumns } from "./column-mapping.js";

/** Cell delimiters, most common first. */
const delimiters = [",", "\t", ";", "|"] as const;

export interface TableHeader {
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** Rows with content above the header: a title, the date of the export, `sep=;`. */
  readonly rowsAbove: number;
  /** The first rows below the header. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * Finds the header of a table in its first rows: the one with the most column names that are known or chosen. Without
 * any, it is the first row, and the delimiter is the one that gives the most cells.
 */
export function readTableHeader(text: string, chosen: ColumnMapping = {}): TableHeader {
  const declared = /^\uFEFF?"?sep=([,;|\t])"?[ \t,;]*[\r\n]/i.exec(text)?.[1];
  const candidates = (declared === undefined ? delimiters : [declared]).flatMap((delimiter) =>
    listHeaders(readRows(text, delimiter), { delimiter, chosen, isDeclared: declared !== undefined }),
  );
  return candidates.reduce((best, next) => (compare(next, best) > 0 ? next : best)).header;
}

interface Candidate {
  readonly header: TableHeader;
  readonly knownNames: number;
}

const maxRows = 30;

function readRows(text: string, delimiter: string): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const reader = createRowReader(delimiter);
  for (const read of [() => reader.push(text), () => reader.end()]) {
    for (const row of read()) {
      rows.push("cells" in row ? row.cells : []);
      if (rows.length === maxRows) return rows;
    }
  }
  return rows;
}

interface Reading {
  readonly delimiter: string;
  readonly chosen: ColumnMapping;
  readonly isDeclared: boolean;
}

/** The rows that may be the header: the first one, and any with names of columns. */
function listHeaders(rows: readonly (readonly string[])[], { delimiter, chosen, isDeclared }: Reading): Candidate[] {
  const first = isDeclared ? 1 : 0;
  const candidates = rows.slice(first).map((columns, place) => {
    const isChosen = Object.values(chosen).every((column) => columns.includes(column));
    const found = isChosen ? placeColumns(columns, chosen) : new Map<string, unknown>();
    const rowsAbove = first + place;
    const header = { delimiter, columns, rowsAbove, rows: rows.slice(rowsAbove + 1) };
    return { header, knownNames: found.has("title") ? found.size : 0 };
  });
  const [top = { header: { delimiter, columns: [], rowsAbove: 0, rows: [] }, knownNames: 0 }, ...others] = candidates;
  // A single name in the middle of a text can be a coincidence.
  return [top, ...others.filter(({ knownNames }) => knownNames > 1)];
}

function compare(one: Candidate, other: Candidate): number {
  return one.knownNames - other.knownNames || one.header.columns.length - other.header.columns.length;
}
