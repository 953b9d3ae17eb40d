import type { NewPapers } from "../../domain/trends/count-new.js";
import type { DatedAnswer, DatedQuestion, FoundTopics } from "../../domain/trends/found-trends.js";

export type TrendQuestion = DatedQuestion;

export interface FoundTrends extends Omit<DatedAnswer, "compared"> {
  readonly takenIn: NewPapers[];
  readonly topics: FoundTopics;
}

/** Finds what is new and what rises among papers, over the vectors of one model. Works off the event loop. */
export interface TrendFinder {
  /** The same papers give the same trends. A paper that was removed since it was listed counts by its date. */
  findTrends(question: TrendQuestion): Promise<FoundTrends>;
  close(): Promise<void>;
}
