import { type Bm25Parameters, extractQueryTerms } from "../../domain/search/bm25.js";
import {
  createOrdinalSet,
  hasBit,
  type OrdinalBits,
  type OrdinalSet,
  readBits,
  retainBits,
} from "../../domain/search/ordinal-set.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { KeywordHits, KeywordQuery } from "../../ports/search/keyword-index.js";
import { countAllOf, findAllOf, findAnyOf } from "./find-papers.js";
import { locateTerm, type SearchedSegments, type WeighedQuery, weighQuery } from "./query-terms.js";
import { createBaseRanker } from "./rank-base.js";
import { rankRecent, scoreRecent } from "./rank-recent.js";
import { type BaseQuery, placeQuery, scorePaper } from "./score-paper.js";
import { collectStrong, TopHits } from "./top-hits.js";

export type SegmentSearch = (segments: SearchedSegments, query: KeywordQuery) => KeywordHits;

/** Sets decide what is found; scores are computed only for papers that may be among the hits. */
export function createSegmentSearch(parameters: Bm25Parameters): SegmentSearch {
  const rankBase = createBaseRanker();
  const start = createStarter(parameters);
  return (segments, { text, alternatives, limit, allow, probe, cover, wantsMatched, minShare }) => {
    const search = start(segments, { text, alternatives });
    const { query, placed } = search;
    const probed = probe === undefined ? none : scoreProbed(search, probe);
    const covered = cover === undefined ? none : scoreProbed(countOnce(search), cover);
    const { attainable } = query;
    if (limit === 0 && wantsMatched !== true && minShare === undefined) {
      // Who asks for scores alone does not pay for the set.
      return {
        hits: [],
        probed,
        covered,
        attainable,
        get total() {
          return createOrdinalSet(findAllowed(search, allow)).size;
        },
      };
    }
    const found = findAllowed(search, allow);
    const matched = createOrdinalSet(found);
    const best = new TopHits(Math.min(limit, matched.size));
    const strong = minShare !== undefined && minShare > 0 ? new Uint32Array(found.length) : found;
    const top = strong === found ? best : collectStrong(best, minShare! * attainable, strong);
    for (const [at, segment] of segments.recent.entries()) {
      const view = segment.view();
      rankRecent({ view, scores: scoreRecent(view, at, query), found, top });
    }
    rankBase({ baseDead: segments.baseDead, query: placed, found, top });
    return {
      hits: best.list(),
      total: matched.size,
      probed,
      covered,
      attainable,
      ...(wantsMatched === true && { matched }),
      ...(minShare !== undefined && { strong: createOrdinalSet(strong) }),
    };
  };
}

const none = new Float64Array(0);

interface StartedSearch {
  readonly segments: SearchedSegments;
  readonly query: WeighedQuery;
  readonly placed: BaseQuery;
}

/** A question is searched once and then asked for the scores of more papers, so the last one is kept. */
function createStarter(parameters: Bm25Parameters) {
  let last: { readonly search: StartedSearch; readonly words: QueryWords } | undefined;
  return (segments: SearchedSegments, words: QueryWords): StartedSearch => {
    const { text, alternatives } = words;
    const isLast = last?.search.segments === segments && last.words.text === text;
    if (last && isLast && last.words.alternatives === alternatives) return last.search;
    const query = weighQuery(segments, words, parameters);
    const search = { segments, query, placed: placeQuery(segments.base, query) };
    last = { search, words };
    return search;
  };
}

type QueryWords = Pick<KeywordQuery, "text" | "alternatives">;

function findAllowed({ segments, query }: StartedSearch, allow: PaperSet | undefined): OrdinalBits {
  const found = findAnyOf(segments, query.terms);
  if (allow !== undefined) retainBits(found, readBits(allow));
  return found;
}

/** Without a penalty, a term's part of the score is its idf. */
function countOnce({ segments, query, placed }: StartedSearch): StartedSearch {
  const penalty = { constant: 0, slope: 0 };
  const { terms, attainable } = query;
  return {
    segments,
    query: { terms, penalty, attainable },
    placed: { base: placed.base, terms: placed.terms, penalty },
  };
}

/** In the order of the papers. */
function scoreProbed({ segments, query, placed }: StartedSearch, probe: Int32Array): Float64Array {
  const { base, baseDead, recent } = segments;
  const probed = new Float64Array(probe.length);
  for (let row = 0; row < probe.length; row += 1) {
    const ordinal = probe[row]!;
    if (hasBit(base.present, ordinal) && !hasBit(baseDead, ordinal)) probed[row] = scorePaper(placed, ordinal);
  }
  if (recent.every(({ slots }) => slots === 0)) return probed;
  const rows = new Map(Array.from(probe, (ordinal, row) => [ordinal, row]));
  for (const [at, segment] of recent.entries()) {
    const view = segment.view();
    for (const [slot, score] of scoreRecent(view, at, query).entries()) {
      const row = score === 0 || view.dead[slot] === 1 ? undefined : rows.get(view.ordinals[slot]!);
      if (row !== undefined) probed[row] = score;
    }
  }
  return probed;
}

/** Every paper that contains all terms of the text so often; `undefined` for a text without a term. */
export function findContaining(segments: SearchedSegments, text: string, minFrequency: number): OrdinalSet | undefined {
  const terms = extractQueryTerms(text).map((term) => locateTerm(segments, term));
  return terms.length === 0 ? undefined : createOrdinalSet(findAllOf(segments, terms, minFrequency));
}

/** How many papers contain all terms of the text; 0 for a text without a term. */
export function countContaining(segments: SearchedSegments, text: string): number {
  const terms = extractQueryTerms(text).map((term) => locateTerm(segments, term));
  return terms.length === 0 ? 0 : countAllOf(segments, terms);
}
