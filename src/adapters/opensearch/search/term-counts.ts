import { type CorpusCounts, computeIdf } from "../../../domain/search/bm25.js";
import type { Ask } from "./ask.js";
import { everyPaper, hasTerm } from "./query.js";

/** How many papers there are and how many terms they have in all, and how many papers have each term. */
export interface TermCounts {
  readonly corpus: CorpusCounts;
  readonly papers: ReadonlyMap<string, number>;
}

export interface TermCounter {
  /** Counts of at most this age, in one round trip or none. */
  count(terms: readonly string[]): Promise<TermCounts>;
  /** The number of papers when it was last counted. */
  readonly documents: number;
}

export function idfOf({ corpus, papers }: TermCounts, term: string): number {
  return computeIdf(corpus.documents, papers.get(term) ?? 0);
}

const maxKept = 20_000;

/** @param maxAgeMs how old counts may be: they change slowly, and every question needs them */
export function createTermCounter(ask: Ask, maxAgeMs: number): TermCounter {
  const kept = new Map<string, { readonly papers: number; readonly at: number }>();
  let corpus: CorpusCounts = { documents: 0, totalLength: 0 };
  let corpusAt = Number.NEGATIVE_INFINITY;
  const refresh = async (terms: readonly string[]) => {
    const at = performance.now();
    const { hits, aggregations } = await ask.search({
      query: everyPaper,
      size: 0,
      track_total_hits: true,
      aggs: {
        tokens: { sum: { field: "tokens" } },
        ...(terms.length > 0 && { terms: { filters: { filters: terms.map((term) => hasTerm("words", term)) } } }),
      },
    });
    corpus = { documents: hits.total?.value ?? 0, totalLength: aggregations?.["tokens"]?.value ?? 0 };
    corpusAt = at;
    if (kept.size + terms.length > maxKept) kept.clear();
    const buckets = (aggregations?.["terms"]?.buckets ?? []) as readonly { readonly doc_count: number }[];
    for (const [place, term] of terms.entries()) kept.set(term, { papers: buckets[place]?.doc_count ?? 0, at });
  };
  return {
    get documents() {
      if (performance.now() - corpusAt > Math.max(maxAgeMs, 5_000)) refresh([]).catch(() => undefined);
      return corpus.documents;
    },
    async count(terms) {
      const oldest = performance.now() - maxAgeMs;
      const missing = terms.filter((term) => (kept.get(term)?.at ?? Number.NEGATIVE_INFINITY) < oldest);
      if (missing.length > 0 || corpusAt < oldest) await refresh(missing);
      return { corpus, papers: new Map(terms.map((term) => [term, kept.get(term)?.papers ?? 0])) };
    },
  };
}
