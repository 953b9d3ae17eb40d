import { describeCoverage } from "../../domain/search/coverage.js";
import type { SearchMode } from "../../domain/search/request.js";
import type { SearchNotice } from "../../domain/search/understood.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { KeywordSearch } from "../../ports/search/keyword-index.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";

export interface ReportCoverageDeps {
  readonly papers: Pick<PaperStore, "countPapers">;
  readonly keywordIndex: Pick<KeywordSearch, "count">;
  readonly vectorIndex: Pick<VectorSearch, "count">;
  readonly hasCaughtUpWithText: () => boolean;
}

/** Notices for an answer that speaks of a part of the papers. All the numbers are known, so that it takes no scan. */
export type ReportCoverage = (mode: SearchMode | "similar") => Promise<SearchNotice[]>;

export function createReportCoverage(deps: ReportCoverageDeps): ReportCoverage {
  return async (mode) => {
    const { papers, failed, withheld } = await deps.papers.countPapers();
    const [byWords, byMeaning] = [deps.keywordIndex.count, deps.vectorIndex.count];
    const isRebuilding = !deps.hasCaughtUpWithText();
    return describeCoverage({ papers, byWords, byMeaning, failed, withheld, isRebuilding }, mode);
  };
}
