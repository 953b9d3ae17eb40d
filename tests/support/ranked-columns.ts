import type { RankedColumns, RankedPaper } from "../../src/domain/search/hit.js";

export function listRanked({ ordinals, scores }: RankedColumns): RankedPaper[] {
  return Array.from(ordinals, (ordinal, place) => ({ ordinal, score: scores[place]! }));
}
