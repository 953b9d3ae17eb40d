import { readBits, countMembers } from "../../domain/search/ordinal-set.js";
import { type RankedPaper, toColumns } from "../../domain/search/hit.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { VectorIndex } from "../../ports/vectors/vector-index.js";

/** Exact nearest neighbours among the allowed papers by cosine, best first. The time grows with the size of `allow`. */
export type RankExactly = (query: {
  readonly vector: Float32Array;
  readonly allow: PaperSet;
  readonly limit: number;
}) => Promise<readonly RankedPaper[]>;

/**
 * Up to this many allowed papers, an exact scan is faster than a graph search that has to skip most nodes, and finds
 * every one of them.
 */
const exactScanSize = 2_000;

/** The same index, which compares the papers of a small filter one by one. */
export function searchAllowedExactly(index: VectorIndex, rankExactly: RankExactly): VectorIndex {
  return {
    get lastChange() {
      return index.lastChange;
    },
    get count() {
      return index.count;
    },
    async search(query) {
      const { vector, limit, allow } = query;
      if (!allow || countMembers(readBits(allow)) > exactScanSize) return index.search(query);
      return toColumns(await rankExactly({ vector, allow, limit }));
    },
    listNeighbours: (query) => index.listNeighbours(query),
    apply: (changes) => index.apply(changes),
    save: () => index.save(),
    close: () => index.close(),
  };
}
