import { countBack, type DayNumber, type Period, periods, type Span, spanOf, writeDay } from "./period.js";
import { areMostDated } from "./dated-share.js";
import { type DatedPapers, findLastDay, isKnownBy, type StatedDates } from "./stated-dates.js";

/** The papers of the latest window and of the windows before it; parallel arrays. */
export interface ComparedPapers {
  readonly period: Period;
  /** How many windows are compared, the latest included. */
  readonly windows: number;
  /** The days of each window, the latest first. */
  readonly spans: readonly Span[];
  readonly ordinals: Int32Array;
  /** Window of each paper: 0 is the latest. */
  readonly windowOf: Uint8Array;
  /** Venue of each paper, counted from 0; 0 stands for all small ones. */
  readonly stratumOf: Uint16Array;
  readonly strata: number;
}

/** Why there are none. */
export interface TooFew {
  readonly period: Period;
  /** Papers of the latest window, and of those before it. */
  readonly recent: number;
  readonly past: number;
}

/** Windows of the past that the latest one is compared with. */
const pastWindows: Readonly<Record<Period, number>> = { day: 28, week: 12, month: 12, year: 5 };
/** Fewer papers have no topics whose growth could be told from chance. */
export const minRecent = 30;
export const minPast = 100;
/** A day of few papers is no basis; the day is compared only where it is asked for. */
const offered: readonly Period[] = periods.slice(1);
/** A venue of at least this many compared papers is compared with itself. */
const minVenuePapers = 30;

export interface Comparison {
  readonly papers: DatedPapers;
  readonly stated: StatedDates;
  readonly today: DayNumber;
}

/** Of this period, or of the finest of week, month and year by which most papers are dated and enough can be compared. */
export function comparePapers(comparison: Comparison, asked: Period | undefined): ComparedPapers | TooFew {
  let few: TooFew = { period: asked ?? "year", recent: 0, past: 0 };
  for (const period of asked ? [asked] : offered) {
    if (!asked && !areMostDated(comparison, period)) continue;
    const found = compareBy(comparison, period);
    if ("spans" in found) return found;
    few = found;
  }
  return few;
}

function compareBy(comparison: Comparison, period: Period): ComparedPapers | TooFew {
  const { papers, stated, today } = comparison;
  const last = findLastDay(stated, today, period);
  if (last === undefined) return { period, recent: 0, past: 0 };
  const counts = new Map<number, number>();
  const backs = countBacks(stated, { period, last }, counts);
  const first = isThin(counts, spanOf(period, 0, last).to >= writeDay(today)) ? 1 : 0;
  const oldest = Math.max(...counts.keys());
  const windows = Math.min(pastWindows[period] + 1, Math.max(1, oldest - first + 1));
  const members = Array.from(backs.keys()).filter((row) => backs[row]! >= first && backs[row]! < first + windows);
  const recent = counts.get(first) ?? 0;
  const past = members.length - recent;
  if (recent < minRecent || past < minPast) return { period, recent, past };
  const venues = numberVenues(members, papers.venues);
  return {
    period,
    windows,
    spans: Array.from({ length: windows }, (_, window) => spanOf(period, window + first, last)),
    ordinals: Int32Array.from(members, (row) => papers.ordinals[row]!),
    windowOf: Uint8Array.from(members, (row) => backs[row]! - first),
    stratumOf: Uint16Array.from(members, (row) => venues.get(papers.venues[row]!) ?? 0),
    strata: venues.size + 1,
  };
}

const otherPeriod = 1_000_000;

/** How many periods back each paper lies; `otherPeriod` for one that is not dated so exactly, or is of the future. */
function countBacks(
  { days, precision }: StatedDates,
  { period, last }: { readonly period: Period; readonly last: DayNumber },
  counts: Map<number, number>,
): Int32Array {
  const known = new Map<DayNumber, number>();
  return days.map((day, row) => {
    if (!isKnownBy(period, precision[row]!) || day > last) return otherPeriod;
    const back = known.get(day) ?? countBack(period, day, last);
    known.set(day, back);
    counts.set(back, (counts.get(back) ?? 0) + 1);
    return back;
  });
}

/** A period that is not over is left out while it has less than half of the papers of those before it. */
function isThin(counts: ReadonlyMap<number, number>, isRunning: boolean): boolean {
  const before = [1, 2, 3, 4].map((back) => counts.get(back) ?? 0).sort((one, other) => one - other);
  return isRunning && (counts.get(0) ?? 0) < before[2]! / 2;
}

/** Numbers the venues with many papers from 1 on. */
function numberVenues(members: readonly number[], venues: Int32Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const row of members) counts.set(venues[row]!, (counts.get(venues[row]!) ?? 0) + 1);
  const large = [...counts].filter(([venue, count]) => venue >= 0 && count >= minVenuePapers);
  return new Map(large.map(([venue], place) => [venue, place + 1]));
}
