import { scoreTerm } from "../../domain/search/bm25.js";
import { visitPostings, type MutableView } from "./mutable-segment.js";
import { hasBit, type OrdinalBits } from "../../domain/search/ordinal-set.js";
import type { WeighedQuery } from "./query-terms.js";
import type { HitCollector } from "./top-hits.js";

export interface RecentRanking {
  readonly view: MutableView;
  /** By slot, removed papers included. */
  readonly scores: Float64Array;
  /** The allowed papers that contain a term of the query. */
  readonly found: OrdinalBits;
  readonly top: HitCollector;
}

/**
 * Scores every paper of a mutable segment: there are few, and no bounds are known for them.
 *
 * @param segment which of the recent segments it is
 */
export function scoreRecent(view: MutableView, segment: number, { terms, penalty }: WeighedQuery): Float64Array {
  const scores = new Float64Array(view.slots);
  const best = new Float64Array(terms.some(({ isAlternative }) => isAlternative) ? view.slots : 0);
  for (const { recentTerms, idf, isAlternative } of terms) {
    visitPostings(view, recentTerms[segment]!, (slot, frequency) => {
      const part = scoreTerm(idf, frequency, penalty.constant + penalty.slope * view.lengths[slot]!);
      if (isAlternative) best[slot] = Math.max(best[slot]!, part);
      else scores[slot]! += part;
    });
  }
  for (let slot = 0; slot < best.length; slot += 1) scores[slot]! += best[slot]!;
  return scores;
}

export function rankRecent({ view, scores, found, top }: RecentRanking): void {
  for (let slot = 0; slot < view.slots; slot += 1) {
    const score = scores[slot]!;
    if (score === 0 || score < top.floor || view.dead[slot] === 1) continue;
    if (hasBit(found, view.ordinals[slot]!)) top.offer(score, view.ordinals[slot]!);
  }
}
