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

/** Date keys (`readDateKey`) of a range. */
export interface DateKeys {
  /** From the first key to the last, both inclusive. */
  readonly first: number;
  readonly last: number | undefined;
  /** Keys before the first that are the year or the month of it. */
  readonly also: readonly number[];
}

/**
 * The keys that may be from the range: one that knows only its year or month counts as every day of it. A paper without
 * a date (key 0) is from no range.
 */
export function readDateKeys({ dateFrom, dateTo }: DateRange): DateKeys {
  const [year, month] = dateFrom?.split("-") ?? [];
  const first = readKey(dateFrom) ?? 1;
  const starts = [readKey(year), readKey(month === undefined ? undefined : `${year}-${month}`)];
  const last = dateTo === undefined ? undefined : readKey(completeEnd(dateTo))!;
  return { first, last, also: starts.filter((key) => key !== undefined && key < first) as number[] };
}

/** Returns a test of date keys for whether a paper may be from the range. */
export function createDateTest(range: DateRange): (key: number) => boolean {
  const { first, last = Number.POSITIVE_INFINITY, also } = readDateKeys(range);
  return (key) => key !== 0 && key <= last && (key >= first || also.includes(key));
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
