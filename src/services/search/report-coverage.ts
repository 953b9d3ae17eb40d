import { describeCoverage } from "../../domain/search/coverage.js";
import type { SearchMode } from "../../domain/search/request.js";
import type { SearchNotice } from "../../domain/search/understood.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import type { VectorIndex } from "../../ports/vectors/vector-index.js";

export interface ReportCoverageDeps {
  readonly papers: Pick<PaperStore, "countPapers">;
  readonly keywordIndex: Pick<KeywordIndex, "count">;
  readonly vectorIndex: Pick<VectorIndex, "count">;
}

/** Notices for an answer that speaks of a part of the papers. All the numbers are known, so that it takes no scan. */
export type ReportCoverage = (mode: SearchMode | "similar") => Promise<SearchNotice[]>;

export function createReportCoverage({ papers, keywordIndex, vectorIndex }: ReportCoverageDeps): ReportCoverage {
  return async (mode) => {
    const { papers: count, failed, withheld } = await papers.countPapers();
    const [byWords, byMeaning] = [keywordIndex.count, vectorIndex.count];
    return describeCoverage({ papers: count, byWords, byMeaning, failed, withheld }, mode);
  };
}
