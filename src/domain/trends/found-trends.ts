import { type ComparedPapers, comparePapers, type TooFew } from "./compared-papers.js";
import { countNew, type NewPapers } from "./count-new.js";
import { areMostDated } from "./dated-share.js";
import { dayOfTime, type Period } from "./period.js";
import { findRisingTopics, type RisingTopics, type TopicSource } from "./rising-topics.js";
import { type DatedPapers, noDay, readStatedDates, type StatedDates } from "./stated-dates.js";

export interface DatedQuestion {
  readonly papers: DatedPapers;
  /** By which topics are compared; undefined for what fits the dates. */
  readonly period: Period | undefined;
  /** Milliseconds since 1970; papers of later days are left out. */
  readonly now: number;
}

/** What the dates of papers say, without reading the papers. */
export interface DatedAnswer {
  readonly dates: StatedDates["counts"];
  readonly published: NewPapers[];
  readonly compared: ComparedPapers | TooFew;
}

export type FoundTopics = (Pick<ComparedPapers, "period" | "spans"> & RisingTopics) | TooFew;

export function readDates({ papers, period, now }: DatedQuestion): DatedAnswer {
  const today = dayOfTime(now);
  const stated = readStatedDates(papers.dates);
  return {
    dates: stated.counts,
    published: countNew(stated, today, (one) => areMostDated({ stated, today }, one)),
    compared: comparePapers({ papers, stated, today }, period),
  };
}

/**
 * Counts papers by when they were taken in.
 *
 * @param days of each paper; `noDay` where that is unknown
 */
export function countTakenIn(days: Int32Array, now: number): NewPapers[] {
  const precision = Uint8Array.from(days, (day) => (day === noDay ? 0 : 3));
  const counts = { none: 0, year: 0, month: 0, day: days.length };
  return countNew({ days, precision, counts }, dayOfTime(now), (one) => one !== "year");
}

/** Takes seconds for many papers, so call it in a thread. */
export function findTopics(compared: ComparedPapers | TooFew, source: TopicSource): FoundTopics {
  if (!("spans" in compared)) return compared;
  const { period, spans } = compared;
  return { period, spans, ...findRisingTopics(compared, source) };
}
