import { readDateKey } from "./date.js";

/** First and last day, inclusive, each as `2024`, `2024-03` or `2024-03-31`. */
export interface DateRange {
  readonly dateFrom?: string | undefined;
  readonly dateTo?: string | undefined;
}

/** A year from 1000 to 3000, with or without a month and a day, that is in the calendar. */
export function isDate(text: string): boolean {
  const [, year, month = "01", day = "01"] = datePattern.exec(text) ?? [];
  if (year === undefined || Number(year) < 1000 || Number(year) > 3000) return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // JavaScript reads 30 February as 1 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/**
 * Returns a test of date keys (`readDateKey`) for whether a paper may be from the range: one that knows only its year or
 * month counts as every day of it. A paper without a date (key 0) is from no range.
 */
export function createDateTest({ dateFrom, dateTo }: DateRange): (key: number) => boolean {
  const [year, month] = dateFrom?.split("-") ?? [];
  const first = readKey(dateFrom) ?? 1;
  const [firstYear, firstMonth] = [readKey(year), readKey(month === undefined ? undefined : `${year}-${month}`)];
  const last = dateTo === undefined ? Number.POSITIVE_INFINITY : readKey(completeEnd(dateTo))!;
  return (key) => key !== 0 && key <= last && (key >= first || key === firstYear || key === firstMonth);
}

/** The days that are in both ranges. */
export function intersectRanges(one: DateRange, other: DateRange): DateRange {
  const dateFrom = (one.dateFrom ?? "") > (other.dateFrom ?? "") ? one.dateFrom : other.dateFrom;
  const ends = [one.dateTo, other.dateTo].map((date) => (date === undefined ? "" : completeEnd(date)));
  const dateTo = ends[1] === "" || (ends[0] !== "" && ends[0]! < ends[1]!) ? one.dateTo : other.dateTo;
  return { ...(dateFrom !== undefined && { dateFrom }), ...(dateTo !== undefined && { dateTo }) };
}

const datePattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function readKey(date: string | undefined): number | undefined {
  return date === undefined ? undefined : readDateKey(date, undefined);
}

/** The end of a year or month, as text that sorts: every month is given 31 days, because no date has a later one. */
function completeEnd(date: string): string {
  return `${date}${"-12-31".slice(date.length - 4)}`;
}
