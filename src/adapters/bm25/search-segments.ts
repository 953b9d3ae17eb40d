import { type Bm25Parameters, extractQueryTerms } from "../../domain/search/bm25.js";
import { createOrdinalSet, hasBit, type OrdinalSet, retainBits } from "../../domain/search/ordinal-set.js";
import type { KeywordHits, KeywordQuery } from "../../ports/search/keyword-index.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { findAllOf, findAnyOf } from "./find-papers.js";
import { locateTerm, type SearchedSegments, weighQuery } from "./query-terms.js";
import { type BaseRanking, createBaseRanker, scorePaper } from "./rank-base.js";
import { rankRecent, type RecentRanking, scoreRecent } from "./rank-recent.js";
import { collectStrong, TopHits } from "./top-hits.js";

export type SegmentSearch = (segments: SearchedSegments, query: KeywordQuery) => KeywordHits;

/** Sets decide what is found; scores are computed only for papers that may be among the hits. */
export function createSegmentSearch(parameters: Bm25Parameters): SegmentSearch {
  const rankBase = createBaseRanker();
  return (segments, { limit, allow, probe, wantsMatched, minShare, ...words }) => {
    const { base, baseDead, recent } = segments;
    const query = weighQuery(segments, words, parameters);
    const found = findAnyOf(segments, query.terms);
    if (allow !== undefined) retainBits(found, allow.bits);
    const matched = createOrdinalSet(found);

    const best = new TopHits(Math.min(limit, matched.size));
    const strong = minShare !== undefined && minShare > 0 ? new Uint32Array(found.length) : found;
    const top = strong === found ? best : collectStrong(best, minShare! * query.attainable, strong);
    const probed = new Map<Ordinal, number>();
    for (const [at, segment] of recent.entries()) {
      const view = segment.view();
      const scores = scoreRecent(view, at, query);
      rankRecent({ view, scores, found, top });
      if (probe !== undefined) probeRecent({ view, scores, probe, probed });
    }
    rankBase({ base, baseDead, query, found, top });
    if (probe !== undefined) probeBase({ base, baseDead, query, probe, probed });
    const { attainable } = query;
    return {
      hits: best.list(),
      total: matched.size,
      probed,
      attainable,
      ...(wantsMatched === true && { matched }),
      ...(minShare !== undefined && { strong: createOrdinalSet(strong) }),
    };
  };
}

interface Probing {
  readonly probe: OrdinalSet;
  readonly probed: Map<Ordinal, number>;
}

function probeRecent({ view, scores, probe, probed }: Probing & Omit<RecentRanking, "found" | "top">): void {
  for (const [slot, score] of scores.entries()) {
    const ordinal = view.ordinals[slot]!;
    if (score > 0 && view.dead[slot] !== 1 && probe.has(ordinal)) probed.set(ordinal, score);
  }
}

function probeBase({ base, baseDead, query, probe, probed }: Probing & Omit<BaseRanking, "found" | "top">): void {
  for (const ordinal of probe.values()) {
    if (!hasBit(base.present, ordinal) || hasBit(baseDead, ordinal)) continue;
    const score = scorePaper(base, ordinal, query);
    if (score > 0) probed.set(ordinal, score);
  }
}

/** Every paper that contains all terms of the text so often; `undefined` for a text without a term. */
export function findContaining(segments: SearchedSegments, text: string, minFrequency: number): OrdinalSet | undefined {
  const terms = extractQueryTerms(text).map((term) => locateTerm(segments, term));
  return terms.length === 0 ? undefined : createOrdinalSet(findAllOf(segments, terms, minFrequency));
}
