import { findYear } from "../paper/date.js";
import { readBracketList } from "../paper/name-list.js";
import { cleanMarkup } from "../text/clean-markup.js";

/** Whether a cell says that there is no value, as programs do in their own ways. */
export function isEmptyCell(cell: string): boolean {
  return cell === "" || noValue.test(cell);
}

const noValue =
  /^(?:n\/?a|#n\/a|null|nan|nat|none|undefined|-+|–|—|\?|\.|not available|\[?no (?:abstract|title|author name) available\.?\]?)$/i;

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
  return findYear(readDateNumber(cell) ?? cell);
}

/**
 * The date of a cell in ISO 8601, as far as it is known for sure: whether 3/4/2020 is in March or in April is not.
 * Undefined for a cell that contains no date.
 */
export function readDateCell(cell: string): string | undefined {
  const counted = readDateNumber(cell);
  if (counted !== undefined) return counted;
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?(?=$|[日T月\s])/.exec(cell) ?? [];
  if (year !== undefined) return composeDate(year, month, day);
  const [, first, second, last] = /^(\d{1,2})([-/.]\d{1,2}[-/.])(\d{4})(?=$|\s)/.exec(cell) ?? [];
  if (last !== undefined) return readDayAndMonth(Number(first), second!, last);
  return readNamedMonth(cell) ?? findYear(cell)?.toString();
}

function readDayAndMonth(first: number, rest: string, year: string): string {
  const second = Number(rest.slice(1, -1));
  // With dots, the day comes first.
  if (rest.startsWith(".") || first > 12 || first === second) return composeDate(year, second, first);
  return second > 12 ? composeDate(year, first, second) : year;
}

/** `5 March 2019`, `Mar 5, 2019`, `2019 Mar`. */
function readNamedMonth(cell: string): string | undefined {
  const name = /(?<!\p{L})(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/iu.exec(cell)?.[1]?.toLowerCase();
  const year = findYear(cell);
  if (name === undefined || year === undefined) return undefined;
  const day = /(?<!\d)\d{1,2}(?!\d)/.exec(cell)?.[0];
  return composeDate(String(year), months.indexOf(name) + 1, day);
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function composeDate(year: string, month: string | number = 0, day: string | number = 0): string {
  const parts = [Number(month), Number(day)];
  const isMonth = parts[0]! >= 1 && parts[0]! <= 12;
  const isDay = isMonth && parts[1]! >= 1 && parts[1]! <= 31;
  return [year, ...parts.slice(0, isDay ? 2 : isMonth ? 1 : 0).map((part) => String(part).padStart(2, "0"))].join("-");
}

/** A date that a spreadsheet has written as its number, the days since the end of 1899: 43586 is 2019-05-01. */
function readDateNumber(cell: string): string | undefined {
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
