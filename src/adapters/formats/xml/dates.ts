import { findYear } from "../../../domain/paper/date.js";

export interface DateParts {
  readonly year: string;
  /** A number or an English name. */
  readonly month?: string | undefined;
  readonly day?: string | undefined;
}

/** A year, and a date as far as it is known. */
export interface DateFields {
  readonly year?: number;
  readonly date?: string;
}

/** The fields of a paper that was published on a date, as far as it is known. */
export function toDateFields({ year: yearText, month, day = "" }: DateParts): DateFields {
  const year = findYear(yearText);
  if (year === undefined) return {};
  const monthNumber = readMonth(month);
  if (monthNumber === undefined) return { year };
  const dayNumber = /^\s*(\d{1,2})(?!\d)/.exec(day)?.[1];
  const isDay = dayNumber !== undefined && Number(dayNumber) >= 1 && Number(dayNumber) <= 31;
  const parts = [String(year), pad(monthNumber), ...(isDay ? [pad(Number(dayNumber))] : [])];
  return { year, date: parts.join("-") };
}

/** The same for a date in words or digits: `2019-03-04`, `Mar 4`, `4 March 2019`, `03/2019`, `20190304`, `2019 Jan-Feb`. */
export function readDateFields(text: string, year = ""): DateFields {
  const [, compactYear, compactMonth, compactDay] = /^\s*(\d{4})(\d{2})(\d{2})?\s*$/.exec(text) ?? [];
  if (compactYear !== undefined)
    return toDateFields({ year: year || compactYear, month: compactMonth, day: compactDay });
  const [, isoYear, isoMonth, isoDay] = /(?<!\d)(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)/.exec(text) ?? [];
  if (isoYear !== undefined) return toDateFields({ year: year || isoYear, month: isoMonth, day: isoDay });
  const [, number, numberedYear] = /(?<![\d/])(\d{1,2})[/.-](\d{4})(?!\d)/.exec(text) ?? [];
  if (numberedYear !== undefined) return toDateFields({ year: year || numberedYear, month: number });
  const month = monthPattern.exec(text)?.[0];
  const day = /(?<!\d)\d{1,2}(?!\d)/.exec(text)?.[0];
  return toDateFields({ year: year || text, month, day });
}

const monthPattern = /(?<!\p{L})(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;
const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

function readMonth(text = ""): number | undefined {
  const found = /^\s*\d{1,2}\s*$/.test(text) ? Number(text) : months.indexOf(text.trim().slice(0, 3).toLowerCase()) + 1;
  return found >= 1 && found <= 12 ? found : undefined;
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}

/**
 * The earliest of several dates of publication. Of two that agree as far as both go, the more precise one counts:
 * `2019-03-04` before `2019`.
 */
export function chooseEarliest(dates: readonly DateFields[]): DateFields {
  const known = dates.filter(({ year }) => year !== undefined);
  return known.reduce<DateFields>((best, next) => (best.year === undefined || isEarlier(next, best) ? next : best), {});
}

/** The year of the first date, which is that of the issue, and the most exact date within it, as for PubMed's text files. */
export function chooseIssueDate(dates: readonly DateFields[]): DateFields {
  const year = dates.find((one) => one.year !== undefined)?.year;
  const fitting = dates.flatMap((one) => (one.year === year && one.date !== undefined ? [one.date] : []));
  const date = fitting.find((one) => /-\d\d-/.test(one)) ?? fitting[0];
  return { ...(year !== undefined && { year }), ...(date !== undefined && { date }) };
}

function isEarlier(one: DateFields, other: DateFields): boolean {
  const [first, second] = [one, other].map(({ date, year }) => date ?? String(year));
  const length = Math.min(first!.length, second!.length);
  const [start, otherStart] = [first!.slice(0, length), second!.slice(0, length)];
  return start < otherStart || (start === otherStart && first!.length > second!.length);
}
