/** The lengths of time by which trends are counted, the finest first. */
export const periods = ["day", "week", "month", "year"] as const;
export type Period = (typeof periods)[number];

/** Days since 1970-01-01. */
export type DayNumber = number;

/** A span of days, both ends inclusive, as YYYY-MM-DD. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const msPerDay = 86_400_000;

export function dayOf(year: number, month: number, day: number): DayNumber {
  return Math.round(Date.UTC(year, month - 1, day) / msPerDay);
}

export function dayOfTime(milliseconds: number): DayNumber {
  return Math.floor(milliseconds / msPerDay);
}

/**
 * How many periods back a day lies, seen from the last day that counts: 0 is the latest period, negative a later one. A
 * week is seven days that end with the last day, so that it is always whole; months and years are those of the calendar.
 */
export function countBack(period: Period, day: DayNumber, last: DayNumber): number {
  if (period === "day") return last - day;
  if (period === "week") return Math.floor((last - day) / 7);
  const [one, end] = [new Date(day * msPerDay), new Date(last * msPerDay)];
  const years = end.getUTCFullYear() - one.getUTCFullYear();
  return period === "year" ? years : years * 12 + end.getUTCMonth() - one.getUTCMonth();
}

/** The days of the period that lies `back` periods before the latest. */
export function spanOf(period: Period, back: number, last: DayNumber): Span {
  if (period === "day") return { from: writeDay(last - back), to: writeDay(last - back) };
  if (period === "week") return { from: writeDay(last - back * 7 - 6), to: writeDay(last - back * 7) };
  const end = new Date(last * msPerDay);
  const year = end.getUTCFullYear();
  if (period === "year") return { from: writeDay(dayOf(year - back, 1, 1)), to: writeDay(dayOf(year - back, 12, 31)) };
  const month = end.getUTCMonth() + 1 - back;
  return { from: writeDay(dayOf(year, month, 1)), to: writeDay(dayOf(year, month + 1, 0)) };
}

export function writeDay(day: DayNumber): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}
