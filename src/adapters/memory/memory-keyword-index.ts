import {
  type Bm25Parameters,
  computeIdf,
  computeLengthPenalty,
  countTerms,
  defaultBm25Parameters,
  extractQueryTerms,
  scoreTerm,
  type TermCounts,
} from "../../domain/bm25.js";
import type { RankedPaper } from "../../domain/hit.js";
import type { Ordinal } from "../../domain/paper.js";
import type { KeywordChanges, KeywordHits, KeywordIndex, KeywordQuery } from "../../ports/keyword-index.js";

export type MemoryKeywordIndexOptions = Partial<Bm25Parameters>;

/** The plain form of BM25 over maps: every search counts everything anew. For tests, and to check the other against. */
export function createMemoryKeywordIndex(options: MemoryKeywordIndexOptions = {}): KeywordIndex {
  const parameters = { ...defaultBm25Parameters, ...options };
  const documents = new Map<Ordinal, TermCounts>();
  let lastChange = 0;
  return {
    get lastChange() {
      return lastChange;
    },
    get count() {
      return documents.size;
    },
    apply: async (changes: KeywordChanges) => {
      for (const ordinal of changes.removed) documents.delete(ordinal);
      for (const document of changes.put) {
        documents.set(document.ordinal, countTerms(document, parameters.titleWeight));
      }
      lastChange = changes.lastChange;
    },
    search: (query) => searchDocuments(documents, query, parameters),
    save: async () => undefined,
    close: async () => undefined,
  };
}

function searchDocuments(
  documents: ReadonlyMap<Ordinal, TermCounts>,
  query: KeywordQuery,
  parameters: Bm25Parameters,
): KeywordHits {
  const all = [...documents.values()];
  const terms = extractQueryTerms(query.text).map((term) => ({
    term,
    idf: computeIdf(all.length, all.filter(({ frequencies }) => frequencies.has(term)).length),
  }));
  const totalLength = all.reduce((sum, { length }) => sum + length, 0);
  const { constant, slope } = computeLengthPenalty(parameters, { documents: all.length, totalLength });

  const found: RankedPaper[] = [];
  let probed = 0;
  for (const [ordinal, { frequencies, length }] of documents) {
    let score = 0;
    for (const { term, idf } of terms) {
      const frequency = frequencies.get(term);
      if (frequency !== undefined) score += scoreTerm(idf, frequency, constant + slope * length);
    }
    if (score === 0) continue;
    if (query.probe?.has(ordinal)) probed += 1;
    if (query.allow === undefined || query.allow.has(ordinal)) found.push({ ordinal, score });
  }
  found.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
  return { hits: found.slice(0, Math.max(0, query.limit)), total: found.length, probed };
}
