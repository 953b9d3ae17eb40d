import { createRowReader } from "../tables/row-reader.js";
import { listVerticalNames } from "../tables/vertical-table.js";
import { type ColumnMapping, placeColumns } from "./column-mapping.js";

/** Cell delimiters, most common first. */
const delimiters = [",", "\t", ";", "|"] as const;

export interface TableHeader {
  readonly columns: readonly string[];
  /** Rows with content above the header: a title, the date of the export, `sep=;`. */
  readonly rowsAbove: number;
  /** The first rows below the header. */
  readonly rows: readonly (readonly string[])[];
  /** Whether each row is a field of a paper, and the columns are the names in the first cells. */
  readonly isVertical?: true;
}

export interface DelimitedHeader extends TableHeader {
  readonly delimiter: string;
}

/** Number of first rows that show where the header is, and how the cells are written. */
export const headRows = 30;

/**
 * Finds the header of a table in its first rows: the one with the most column names that are known or chosen. Without
 * any, it is the first row, and the delimiter is the one that gives the most cells.
 */
export function readTableHeader(text: string, chosen: ColumnMapping = {}): DelimitedHeader {
  const declared = /^\uFEFF?"?sep=([,;|\t])"?[ \t,;]*[\r\n]/i.exec(text)?.[1];
  const candidates = (declared === undefined ? delimiters : [declared]).map((delimiter) => {
    const rows = readRows(text, delimiter);
    return { delimiter, ...rankRows(declared === undefined ? rows : [[], ...rows.slice(1)], chosen) };
  });
  const { delimiter, header } = candidates.reduce((best, next) => (compare(next, best) > 0 ? next : best));
  return { delimiter, ...header };
}

/** Finds the header in the first rows of a table whose cells are known. */
export function findTableHeader(rows: readonly (readonly string[])[], chosen: ColumnMapping = {}): TableHeader {
  return rankRows(rows, chosen).header;
}

function readRows(text: string, delimiter: string): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const reader = createRowReader(delimiter);
  for (const read of [() => reader.push(text), () => reader.end()]) {
    for (const row of read()) {
      rows.push("cells" in row ? row.cells : []);
      if (rows.length === headRows) return rows;
    }
  }
  return rows;
}

interface Candidate {
  readonly header: TableHeader;
  readonly knownNames: number;
}

/** The best of the rows that may be the header: the first one with cells, and any with names of columns. */
function rankRows(rows: readonly (readonly string[])[], chosen: ColumnMapping): Candidate {
  const names = listVerticalNames(rows);
  if (names.length > 0) {
    return { header: { columns: names, rowsAbove: 0, rows: [], isVertical: true }, knownNames: names.length };
  }
  const candidates = rows.map((columns, rowsAbove) => {
    const isChosen = Object.values(chosen).every((column) => column === "" || columns.includes(column));
    const found = isChosen ? placeColumns(columns, chosen) : new Map<string, unknown>();
    const header = { columns, rowsAbove, rows: rows.slice(rowsAbove + 1) };
    return { header, knownNames: found.has("title") ? found.size : 0 };
  });
  const top = candidates.find(({ header }) => header.columns.length > 0);
  // A single name in the middle of a text can be a coincidence.
  const likely = candidates.filter((one) => one === top || one.knownNames > 1);
  const none = { header: { columns: [], rowsAbove: 0, rows: [] }, knownNames: 0 };
  return likely.reduce<Candidate>((best, next) => (compare(next, best) > 0 ? next : best), none);
}

function compare(one: Candidate, other: Candidate): number {
  return one.knownNames - other.knownNames || one.header.columns.length - other.header.columns.length;
}
