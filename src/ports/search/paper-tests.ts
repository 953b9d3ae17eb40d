import type { FieldFilter, NameWords } from "../../domain/search/filter.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { Paper } from "../../domain/paper/paper.js";

/** Tests a few papers by their fields as `CorpusScan.matchFilter` tests the library, without asking it. */
export interface PaperTests {
  /** The places in the list of the papers that pass. The filter's ids and own fields are not tested. */
  matchFilter(filter: FieldFilter, words: NameWords): OrdinalSet;
}

/** @param areEmbedded whether the papers count as having a vector */
export type OpenPaperTests = (papers: readonly Paper[], areEmbedded: boolean) => PaperTests;
