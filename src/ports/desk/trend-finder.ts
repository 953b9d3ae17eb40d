import type { NewPapers } from "../../domain/trends/count-new.js";
import type { Period } from "../../domain/trends/period.js";
import type { RisingTopics } from "../../domain/trends/rising-topics.js";
import type { ComparedPapers, TooFew } from "../../domain/trends/compared-papers.js";
import type { DatedPapers, StatedDates } from "../../domain/trends/stated-dates.js";

export interface TrendQuestion {
  readonly papers: DatedPapers;
  /** By which topics are compared; undefined for what fits the dates. */
  readonly period: Period | undefined;
  /** Milliseconds since 1970; papers of later days are left out. */
  readonly now: number;
}

export interface FoundTrends {
  readonly dates: StatedDates["counts"];
  readonly published: NewPapers[];
  readonly takenIn: NewPapers[];
  readonly topics: (Pick<ComparedPapers, "period" | "spans"> & RisingTopics) | TooFew;
}

/** Finds what is new and what rises among papers, over the vectors of one model. Works off the event loop. */
export interface TrendFinder {
  /** The same papers give the same trends. */
  findTrends(question: TrendQuestion): Promise<FoundTrends>;
  close(): Promise<void>;
}
