import type { FieldFilter, NameWords } from "../../domain/search/filter.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { TextTest } from "../../domain/search/query/text-test.js";
import type { AuthorNames } from "./author-names.js";
import type { CorpusFacts } from "./corpus-facts.js";

/** Reads that touch many papers, off the event loop. They see every paper stored before the call. */
export interface CorpusScan extends CorpusFacts, AuthorNames {
  /** Every paper that passes the filter and whose names match the words. */
  matchFilter(filter: FieldFilter, words: NameWords): Promise<PaperSet>;
  /**
   * For each test, the papers that pass it, of its candidates (by default all papers); `undefined` for one that would
   * take too long. Where texts have to be read, the time grows with the number of candidates.
   */
  matchTexts(tests: readonly CandidateTest[]): Promise<readonly (PaperSet | undefined)[]>;
  close(): Promise<void>;
}

export interface CandidateTest {
  readonly test: TextTest;
  readonly candidates: PaperSet | undefined;
}
