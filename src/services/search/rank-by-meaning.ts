import { type RankedColumns, toColumns } from "../../domain/search/hit.js";
import type { OrdinalSet } from "../../domain/search/ordinal-set.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { VectorIndex } from "../../ports/vectors/vector-index.js";

export interface RankByMeaningDeps {
  readonly vectorIndex: VectorIndex;
  readonly scan: CorpusScan;
}

export type RankByMeaning = (query: {
  readonly vector: Float32Array;
  readonly limit: number;
  readonly allow: OrdinalSet | undefined;
}) => Promise<RankedColumns>;

/**
 * Up to this many allowed papers, an exact scan is faster than a graph search that has to skip most nodes, and finds
 * every one of them.
 */
const exactScanSize = 2_000;

/** Finds the papers nearest to a vector: always as many as requested, if that many are allowed. */
export function createRankByMeaning({ vectorIndex, scan }: RankByMeaningDeps): RankByMeaning {
  return async ({ vector, limit, allow }) => {
    if (allow && allow.size <= exactScanSize) return toColumns(await scan.rankByVector({ vector, allow, limit }));
    return vectorIndex.search({ vector, limit, ...(allow && { allow }) });
  };
}
