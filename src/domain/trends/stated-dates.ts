import { type DayNumber, dayOf, type Period } from "./period.js";

/** The dates and venues of papers; parallel arrays. */
export interface DatedPapers {
  readonly ordinals: Int32Array;
  /** Date keys (`readDateKey`); 0 for a paper without a date. */
  readonly dates: Int32Array;
  /** A number for each venue; -1 for a paper without one. */
  readonly venues: Int32Array;
  /** Where these are an even sample: of how many. */
  readonly sampledFrom?: number;
}

/** What the dates of some papers say. Parallel to the papers. */
export interface StatedDates {
  /** The day, or the first day of the month or year; `noDay` for a paper without a date. */
  readonly days: Int32Array;
  /** How exactly each date is known: an index in `precisions`. */
  readonly precision: Uint8Array;
  /** How many papers have each precision. */
  readonly counts: Readonly<Record<Precision, number>>;
}

export const precisions = ["none", "year", "month", "day"] as const;
export type Precision = (typeof precisions)[number];

export const noDay = -2_147_483_648;

/** The precision that a date needs to be counted by a period. */
const needed: Readonly<Record<Period, number>> = { day: 3, week: 3, month: 2, year: 1 };

export function isKnownBy(period: Period, precision: number): boolean {
  return precision >= needed[period];
}

/**
 * Many sources write a year as its first day, and a month as its first. If more than half of the dates with a day (and
 * at least ten) are first days of a year, then every first of January is only a year; first days of a month likewise.
 */
const maxFirstDays = 0.5;
const minDates = 10;

export function readStatedDates(dates: Int32Array): StatedDates {
  const isOnlyYear = prevail(dates, (month, day) => month === 1 && day <= 1);
  const isOnlyMonth = prevail(dates, (_, day) => day === 1);
  const days = new Int32Array(dates.length);
  const precision = new Uint8Array(dates.length);
  const counts = { none: 0, year: 0, month: 0, day: 0 };
  for (let row = 0; row < dates.length; row += 1) {
    const { year, month, day } = readKey(dates[row]!);
    let known = year === 0 ? 0 : month === 0 ? 1 : day === 0 ? 2 : 3;
    if (known > 1 && isOnlyYear && month === 1 && day <= 1) known = 1;
    if (known > 2 && isOnlyMonth && day === 1) known = 2;
    precision[row] = known;
    days[row] = known === 0 ? noDay : dayOf(year, known > 1 ? month : 1, known > 2 ? day : 1);
    counts[precisions[known]!] += 1;
  }
  return { days, precision, counts };
}

/** The latest day on or before today that a paper states; a year or month that has not ended yet counts as today. */
export function findLastDay(stated: StatedDates, today: DayNumber, period: Period): DayNumber | undefined {
  let last = noDay;
  for (let row = 0; row < stated.days.length; row += 1) {
    const day = stated.days[row]!;
    if (day > last && day <= today && isKnownBy(period, stated.precision[row]!)) last = day;
  }
  return last === noDay ? undefined : last;
}

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function readKey(key: number): DateParts {
  return { year: Math.floor(key / 416), month: Math.floor(key / 32) % 13, day: key % 32 };
}

function prevail(dates: Int32Array, isFirst: (month: number, day: number) => boolean): boolean {
  let [all, first] = [0, 0];
  for (const key of dates) {
    const { month, day } = readKey(key);
    if (month === 0) continue;
    all += 1;
    if (isFirst(month, day)) first += 1;
  }
  return all >= minDates && first > maxFirstDays * all;
}
