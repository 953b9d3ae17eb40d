import { describeTooLong, maxRecordLength } from "../text/lines.js";
import { closeQuotedCell, findQuotedEnd, isBlank, openQuotedCell, type QuotedCell } from "./quoted-cell.js";

/** One row of a table, with the number of its first line; or why a row cannot be read. */
export type TableRow = ReadableRow | { readonly line: number; readonly reason: string };

export interface ReadableRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly notice?: string;
}

export interface RowReader {
  /** The rows that end in this piece of the table. */
  push(text: string): Generator<TableRow>;
  /** The rows that are left when the table ends. */
  end(): Generator<TableRow>;
}

/**
 * Splits a table into rows (RFC 4180) in one pass, with one row in memory. Rows without content are left out.
 *
 * Databases break the rules, IEEE Xplore above all: it does not double the quotation marks inside a quoted cell. So a
 * quotation mark closes a cell only before a delimiter or the end of a line, which changes nothing in well-formed
 * tables; csv-parse and papaparse, told to be lenient, lose the rest of the row or of the table. A quotation mark that
 * opens a cell and is never closed is part of the text, and the next line is a row again.
 */
export function createRowReader(delimiter: string): RowReader {
  const scan = startScan(delimiter);
  function* drain(isLast: boolean): Generator<TableRow> {
    for (let row = readRow(scan, isLast); row !== undefined; row = readRow(scan, isLast)) {
      if ("reason" in row || row.cells.some((cell) => cell !== "")) yield row;
    }
  }
  return {
    *push(text) {
      append(scan, text);
      yield* drain(false);
    },
    *end() {
      yield* drain(true);
    },
  };
}

interface TableScan {
  readonly delimiter: string;
  /** Finds the end of an unquoted cell. */
  readonly cellEnd: RegExp;
  /** The row that is being read, and what follows it. */
  text: string;
  rowStart: number;
  cells: string[];
  cellStart: number;
  /** Where the search for the end of an unquoted cell continues. */
  searched: number;
  quoted: QuotedCell | undefined;
  /** Quotation marks before this position are known not to open a cell that is closed. */
  literalBefore: number;
  notice: string | undefined;
  line: number;
  /** Line breaks inside the cells of the row. */
  breaks: number;
  /** The most cells of a row so far. */
  width: number;
  /** Whether the row is too long, so that the rest of it is passed over. */
  isSkipped: boolean;
  /** Whether the last row ended in a carriage return whose line feed may still come. */
  endsInReturn: boolean;
}

function startScan(delimiter: string): TableScan {
  return {
    delimiter,
    cellEnd: new RegExp(`[${delimiter === "|" ? "\\|" : delimiter}\\r\\n]`, "g"),
    text: "",
    rowStart: 0,
    cells: [],
    cellStart: 0,
    searched: 0,
    quoted: undefined,
    literalBefore: 0,
    notice: undefined,
    line: 1,
    breaks: 0,
    width: 0,
    isSkipped: false,
    endsInReturn: false,
  };
}

function append(scan: TableScan, more: string): void {
  const dropped = scan.rowStart;
  scan.text = scan.text.slice(dropped) + more;
  scan.rowStart = 0;
  scan.cellStart -= dropped;
  scan.searched -= dropped;
  scan.literalBefore -= dropped;
  if (!scan.quoted) return;
  scan.quoted.start -= dropped;
  scan.quoted.searched -= dropped;
  if (scan.quoted.lineEnd !== undefined) scan.quoted.lineEnd -= dropped;
}

/** The next row; undefined if its end is still to come. */
function readRow(scan: TableScan, isLast: boolean): TableRow | undefined {
  if (scan.endsInReturn && scan.rowStart < scan.text.length) {
    scan.endsInReturn = false;
    if (scan.text.charAt(scan.rowStart) === "\n") startRow(scan, scan.rowStart + 1);
  }
  while (scan.rowStart < scan.text.length || scan.cells.length > 0 || (isLast && scan.isSkipped)) {
    const end = readCell(scan, isLast);
    const isTooLong = end === undefined && scan.text.length - scan.rowStart > maxRecordLength;
    if (isTooLong && scan.quoted) readAsText(scan, scan.quoted);
    else if (isTooLong) skipRow(scan);
    else if (end === undefined) return undefined;
    else if (scan.text.charAt(end) === scan.delimiter) startCell(scan, end + 1);
    else return endRow(scan, end);
  }
  return undefined;
}

/** Adds a cell to the row, and returns the position of what ends it; undefined if that is still to come. */
function readCell(scan: TableScan, isLast: boolean): number | undefined {
  if (!scan.quoted && scan.searched === scan.cellStart && !scan.isSkipped) {
    let first = scan.cellStart;
    while (isBlank(scan, first)) first += 1;
    if (first === scan.text.length && !isLast) return undefined;
    if (scan.text.charAt(first) === '"') scan.quoted = openQuotedCell(scan, first);
  }
  if (!scan.quoted) return readPlainCell(scan, isLast);
  const found = findQuotedEnd(scan, scan.quoted, isLast);
  if (found === "unknown") return undefined;
  if (found === "never") {
    readAsText(scan, scan.quoted);
    return readPlainCell(scan, isLast);
  }
  const { text, breaks } = closeQuotedCell(scan, scan.quoted, found.quote);
  scan.cells.push(text);
  scan.breaks += breaks;
  scan.quoted = undefined;
  return found.end;
}

function readPlainCell(scan: TableScan, isLast: boolean): number | undefined {
  scan.cellEnd.lastIndex = scan.searched;
  const found = scan.cellEnd.exec(scan.text)?.index;
  scan.searched = scan.text.length;
  if (found === undefined && !isLast) return undefined;
  const end = found ?? scan.text.length;
  const cell = scan.isSkipped ? "" : scan.text.slice(scan.cellStart, end).trim();
  if (cell.startsWith('"') && cell.split('"').length % 2 === 0) scan.notice = unclosed;
  scan.cells.push(cell);
  return end;
}

const unclosed = "a quotation mark opens a cell and is not closed: it is read as part of the text";

/** Reads a cell again whose opening quotation mark is part of the text. */
function readAsText(scan: TableScan, quoted: QuotedCell): void {
  scan.literalBefore = Math.max(quoted.start, quoted.searched);
  scan.quoted = undefined;
  scan.searched = scan.cellStart;
}

function skipRow(scan: TableScan): void {
  scan.isSkipped = true;
  scan.cells = [];
  startRow(scan, scan.text.length);
}

function endRow(scan: TableScan, end: number): TableRow {
  const { line, cells, notice } = scan;
  const isTooLong = scan.isSkipped || end - scan.rowStart > maxRecordLength;
  const row: TableRow = isTooLong
    ? { line, reason: describeTooLong("row") }
    : { line, cells, ...(notice !== undefined && { notice }) };
  if (!isTooLong) scan.width = Math.max(scan.width, cells.length);
  const isReturn = scan.text.charAt(end) === "\r";
  scan.endsInReturn = isReturn && end + 1 === scan.text.length;
  scan.line += 1 + scan.breaks;
  scan.breaks = 0;
  scan.cells = [];
  scan.notice = undefined;
  scan.isSkipped = false;
  const next = isReturn && scan.text.charAt(end + 1) === "\n" ? end + 2 : end + 1;
  startRow(scan, Math.min(next, scan.text.length));
  return row;
}

function startRow(scan: TableScan, start: number): void {
  scan.rowStart = start;
  startCell(scan, start);
}

function startCell(scan: TableScan, start: number): void {
  scan.cellStart = start;
  scan.searched = start;
}
