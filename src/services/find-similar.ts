import type { RankedPaper } from "../domain/hit.js";
import { composeText } from "../domain/paper-text.js";
import type { HitsAnswer, SimilarRequest } from "../domain/query.js";
import { AppError } from "../errors.js";
import type { KeywordIndex } from "../ports/keyword-index.js";
import type { PaperStore } from "../ports/paper-store.js";
import type { VectorStore } from "../ports/vector-store.js";
import type { MatchFilter } from "./match-filter.js";
import type { RankByMeaning } from "./rank-by-meaning.js";
import { readHits } from "./read-hits.js";
import { createStopwatch } from "./stopwatch.js";

export interface FindSimilarDeps {
  readonly papers: PaperStore;
  readonly vectors: VectorStore;
  readonly keywordIndex: KeywordIndex;
  readonly matchFilter: MatchFilter;
  readonly rankByMeaning: RankByMeaning;
  readonly now: () => number;
}

/** Throws `not_found` for an unknown id. */
export type FindSimilar = (id: string, request: SimilarRequest) => Promise<HitsAnswer>;

/**
 * The papers nearest in meaning to one paper, never that paper itself (its versions are one paper here). A paper that
 * still waits for its vector is compared by its words.
 */
export function createFindSimilar(deps: FindSimilarDeps): FindSimilar {
  return async (id, { limit, filter }) => {
    const stopwatch = createStopwatch(deps.now);
    const found = await deps.papers.findPaper(id);
    if (!found) throw new AppError("not_found", `There is no paper ${id}.`);
    const allow = await stopwatch.time("filterMs", () => deps.matchFilter(filter));
    const vector = (await deps.vectors.readVectors([found.ordinal])).get(found.ordinal);
    const rankWith = (): Promise<readonly RankedPaper[]> | readonly RankedPaper[] =>
      vector
        ? deps.rankByMeaning({ vector, limit: limit + 1, allow })
        : deps.keywordIndex.search({ text: composeText(found.paper), limit: limit + 1, ...(allow && { allow }) }).hits;
    const ranked = await stopwatch.time(vector ? "semanticMs" : "keywordMs", rankWith);
    const matchedBy = vector ? ("meaning" as const) : ("keyword" as const);
    const others = ranked.filter(({ ordinal }) => ordinal !== found.ordinal).slice(0, limit);
    const hits = await stopwatch.time("fetchMs", () =>
      readHits(
        deps.papers,
        others.map(({ ordinal, score }) => ({ ordinal, score, matchedBy })),
      ),
    );
    return { hits, timings: stopwatch.read() };
  };
}
