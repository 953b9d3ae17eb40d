/** Cell delimiters, most common first. */
const delimiters = [",", "\t", ";", "|"] as const;

export interface TableHeader {
  readonly delimiter: string;
  readonly columns: readonly string[];
}

/** Parses the header line of a table; the delimiter is the one that gives the most cells. */
export function readTableHeader(text: string): TableHeader {
  const best = delimiters
    .map((delimiter) => ({ delimiter, columns: cutHeader(text, delimiter) }))
    .reduce((first, next) => (next.columns.length > first.columns.length ? next : first));
  return best;
}

/**
 * The cells of the first record. Quoted cells may contain delimiters and line breaks; doubled quotation marks are
 * literal.
 */
function cutHeader(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (sign === '"') {
      if (isQuoted && text.charAt(index + 1) === '"') cell += text.charAt((index += 1));
      else isQuoted = !isQuoted;
    } else if (isQuoted || (sign !== delimiter && sign !== "\n" && sign !== "\r")) {
      cell += sign;
    } else {
      cells.push(cell.trim());
      cell = "";
      if (sign !== delimiter) return cells;
    }
  }
  return [...cells, cell.trim()];
}
