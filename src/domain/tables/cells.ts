import { findYear } from "../paper/date.js";
import { readBracketList } from "../person/name-list.js";
import { formatWrittenDate, parseWrittenDate } from "../paper/written-date.js";
import { cleanMarkup } from "../text/clean-markup.js";

/** Whether a cell says that there is no value, as programs do in their own ways. */
export function isEmptyCell(cell: string): boolean {
  return cell === "" || noValue.test(cell);
}

const noValue =
  /^(?:n\/?a|#n\/a|null|nan|nat|none|undefined|-+|–|—|\?|\.|not available|\[?no (?:abstract|title|author name) available\.?\]?)$/i;

/** A cell without the apostrophe that keeps a spreadsheet from running it: `'=SUM(A1)`. */
export function dropGuard(cell: string): string {
  return cell.replace(/^'(?='*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/, "");
}

/** The items of a cell: a list in brackets, or text with separators. */
export function readListCell(cell: string): string[] {
  const items = readBracketList(cell) ?? splitList(cell);
  return items.map((item) => cleanMarkup(item).trim()).filter((item) => !isEmptyCell(item));
}

/** Commas separate only without other separators, and not within parentheses. */
function splitList(cell: string): string[] {
  const separator = /[;|\n\r]/;
  if (separator.test(cell)) return cell.split(/[;|\n\r]+|\*\*/);
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < cell.length; at += 1) {
    const sign = cell.charAt(at);
    if (sign === "(") depth += 1;
    else if (sign === ")") depth = Math.max(0, depth - 1);
    else if (sign === "," && depth === 0) {
      items.push(cell.slice(start, at));
      start = at + 1;
    }
  }
  // A parenthesis that is never closed.
  if (depth > 0) return cell.split(",");
  return [...items, cell.slice(start)];
}

/** The year of a cell, which may be a date, a decimal number, or a date as spreadsheets count it. */
export function readYearCell(cell: string): number | undefined {
  return findYear(countDate(cell) ?? cell);
}

/**
 * The date of a cell in ISO 8601, as far as it is known.
 *
 * @param year of the paper, for dates without one, such as `Sep 18`
 */
export function readDateCell(cell: string, year: number | undefined): string | undefined {
  const written = parseWrittenDate(countDate(cell) ?? cell.replace(/[年月]/g, "-"));
  const dated = written.year ?? year;
  return dated === undefined ? undefined : formatWrittenDate(dated, written);
}

/** A date that a spreadsheet has written as its number, the days since the end of 1899: 43586 is 2019-05-01. */
function countDate(cell: string): string | undefined {
  const days = /^(\d{5})(?:\.\d+)?$/.exec(cell)?.[1];
  if (days === undefined) return undefined;
  return new Date((Number(days) - daysTo1970) * dayMs).toISOString().slice(0, 10);
}

const daysTo1970 = 25_569;
const dayMs = 86_400_000;

/** The first address of a cell that may list several. */
export function readAddressCell(cell: string): string | undefined {
  return /https?:\/\/\S+?(?=[;,|]*(?:\s|$)|[;,|]+https?:)/.exec(cell.slice(0, maxAddressLength))?.[0];
}

const maxAddressLength = 4_000;
