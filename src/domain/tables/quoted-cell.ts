/** What a quoted cell needs to know of the table. */
export interface CellContext {
  readonly text: string;
  readonly delimiter: string;
  readonly rowStart: number;
  /** The cells of the row before this one. */
  readonly cells: readonly string[];
  /** Cells of a whole row. */
  readonly width: number;
  readonly literalBefore: number;
}

/** A quoted cell whose end is still to be found. */
export interface QuotedCell {
  /** Position after the opening quotation mark. */
  start: number;
  /** Where the search for the next quotation mark continues. */
  searched: number;
  hasPairs: boolean;
  /** Whether it contains a quotation mark that is not doubled. */
  hasSingles: boolean;
  /** The first line break in it. */
  lineEnd: number | undefined;
  /** Whether the cell has been compared with a row. */
  isCompared: boolean;
}

/** The cell that this quotation mark opens; undefined if it is known to be part of the text. */
export function openQuotedCell(table: CellContext, quote: number): QuotedCell | undefined {
  const isEmpty = table.text.charAt(quote + 1) === '"' && findCellEnd(table, quote + 2) !== undefined;
  if (quote < table.literalBefore && !isEmpty) return undefined;
  const isFresh = { hasPairs: false, hasSingles: false, isCompared: false };
  return { start: quote + 1, searched: quote + 1, lineEnd: undefined, ...isFresh };
}

/** The closing quotation mark and what ends the cell after it; `never` if the opening one is part of the text. */
export function findQuotedEnd(
  table: CellContext,
  cell: QuotedCell,
  isLast: boolean,
): { readonly quote: number; readonly end: number } | "unknown" | "never" {
  const { text } = table;
  for (;;) {
    const quote = text.indexOf('"', cell.searched);
    cell.lineEnd ??= findBreak(text, cell.searched, quote === -1 ? text.length : quote);
    cell.searched = quote === -1 ? text.length : quote;
    if (quote === -1) return isLast ? "never" : "unknown";
    const isPair = text.charAt(quote + 1) === '"';
    if (isPair && !cell.hasSingles) {
      cell.hasPairs = true;
      cell.searched = quote + 2;
      continue;
    }
    // Among single quotation marks, two in a row can be one of the text and the closing one.
    const last = isPair ? quote + 1 : quote;
    if (!isLast && isUndecided(table, last + 1)) return "unknown";
    const end = findCellEnd(table, last + 1);
    const closes = end !== undefined && !(cell.hasSingles && isInSentence(table, end));
    if (closes ? cell.hasSingles : opensCell(table, quote)) {
      if (isUnclosedRow(table, cell, quote)) return "never";
    }
    if (closes) return { quote: last, end };
    cell.hasSingles = true;
    cell.searched = last + 1;
  }
}

/** The content of a cell, and the number of line breaks in it. */
export function closeQuotedCell(
  { text }: CellContext,
  { start, hasPairs, hasSingles, lineEnd }: QuotedCell,
  quote: number,
): { readonly text: string; readonly breaks: number } {
  const content = text.slice(start, quote);
  const breaks = lineEnd === undefined ? 0 : content.split(/\r\n|\n|\r/).length - 1;
  const unescaped = hasSingles ? content.replaceAll('\\"', '"') : content;
  return { text: (hasPairs ? unescaped.replaceAll('""', '"') : unescaped).trim(), breaks };
}

export function isBlank({ text, delimiter }: Pick<CellContext, "text" | "delimiter">, place: number): boolean {
  const sign = text.charAt(place);
  return sign === " " || (sign === "\t" && delimiter !== "\t");
}

function isBreak(sign: string): boolean {
  return sign === "\n" || sign === "\r";
}

function findBreak(text: string, start: number, end: number): number | undefined {
  const place = text.slice(start, end).search(/[\r\n]/);
  return place === -1 ? undefined : start + place;
}

/** Whether the signs after a quotation mark that decide what it is are still to come. */
function isUndecided(table: CellContext, from: number): boolean {
  const end = skipBlanks(table, from);
  return end >= table.text.length || (end === table.text.length - 1 && !isBreak(table.text.charAt(end)));
}

/** The position of the delimiter, line break or end of the table that comes next; undefined if something else does. */
function findCellEnd(table: CellContext, from: number): number | undefined {
  const end = skipBlanks(table, from);
  const sign = table.text.charAt(end);
  return sign === "" || sign === table.delimiter || isBreak(sign) ? end : undefined;
}

/** A delimiter before a blank, where the quotation marks of the text are not doubled, is a comma of a sentence. */
function isInSentence(table: CellContext, end: number): boolean {
  return table.text.charAt(end) === table.delimiter && isBlank(table, end + 1);
}

function skipBlanks(table: CellContext, from: number): number {
  let end = from;
  while (isBlank(table, end)) end += 1;
  return end;
}

/** Whether a quotation mark is where one opens a cell. */
function opensCell(table: CellContext, quote: number): boolean {
  let before = quote - 1;
  while (isBlank(table, before)) before -= 1;
  const sign = table.text.charAt(before);
  return sign === table.delimiter || isBreak(sign);
}

/**
 * Whether the cell was never closed: the first of its lines is a whole row, if the quotation mark that opens the cell is
 * part of the text. In the last column every line has all cells; there a cell must open where one opens in a row.
 */
function isUnclosedRow(table: CellContext, cell: QuotedCell, quote: number): boolean {
  if (cell.lineEnd === undefined || cell.isCompared) return false;
  cell.isCompared = true;
  const { text, delimiter, cells, width, rowStart } = table;
  const inside = count(text.slice(cell.start, cell.lineEnd), delimiter);
  if (cells.length + 1 + inside !== width) return false;
  const lines = text.slice(cell.lineEnd, quote);
  const before = count(lines.slice(Math.max(lines.lastIndexOf("\n"), lines.lastIndexOf("\r"))), delimiter);
  const isQuotedRow = text.charAt(rowStart) === '"';
  return inside > 0 || (width > 1 && (before === cells.length || (before === 0 && isQuotedRow)));
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
