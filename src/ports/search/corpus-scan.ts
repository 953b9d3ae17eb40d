import type { FieldFilter, NameWords } from "../../domain/search/filter.js";
import type { RankedPaper } from "../../domain/search/hit.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { TextTest } from "../../domain/search/query/text-test.js";
import type { AuthorNames } from "./author-names.js";
import type { CorpusFacts } from "./corpus-facts.js";

/** Reads that touch many papers, off the event loop. They see every paper stored before the call. */
export interface CorpusScan extends CorpusFacts, AuthorNames {
  /** Every paper that passes the filter and whose names match the words. */
  matchFilter(filter: FieldFilter, words: NameWords): Promise<OrdinalSet>;
  /**
   * For each test, the papers that pass it, of its candidates (by default all papers). The texts of all candidates are
   * read once: the time grows with their number.
   */
  matchTexts(tests: readonly CandidateTest[]): Promise<readonly OrdinalSet[]>;
  /**
   * Exact nearest neighbours among the allowed papers by cosine, best first. The time grows with the size of `allow`.
   */
  rankByVector(query: {
    readonly vector: Float32Array;
    readonly allow: OrdinalSet;
    readonly limit: number;
  }): Promise<readonly RankedPaper[]>;
  close(): Promise<void>;
}

export interface CandidateTest {
  readonly test: TextTest;
  readonly candidates: OrdinalSet | undefined;
}
