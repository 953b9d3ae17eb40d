import type { Ordinal } from "../../../domain/paper/paper.js";
import { type RankedPaper, toColumns } from "../../../domain/search/hit.js";
import type { NeighbourLists, VectorQuery, VectorSearch } from "../../../ports/vectors/vector-index.js";
import { vectorField } from "../index-definitions.js";
import type { Answer, Ask, Search } from "./ask.js";
import { maxHits } from "./ask.js";
import { readListed, toQuery } from "./paper-set.js";
import { allOf, cutChunks, embedded, hasOrdinal, noneOf, type Query } from "./query.js";

export interface VectorSearchOptions {
  readonly ask: Ask;
  /** The stored vectors of these papers. */
  readonly readVectors: (ordinals: readonly Ordinal[]) => Promise<ReadonlyMap<Ordinal, Float32Array>>;
}

/** Fewer candidates find fewer of the nearest: 98.7 % of ten with ten, all with a hundred. */
const minCandidates = 100;
/** So many named papers are compared one by one. */
const maxCompared = 2_000;
/** Questions of one round trip. */
const maxQuestions = 32;

/** Nearest neighbours in Lucene's graph of each segment. */
export function createVectorSearch({ ask, readVectors }: VectorSearchOptions): VectorSearch {
  const counter = createCounter(ask);
  return {
    get count() {
      return counter();
    },
    async search(query) {
      const listed = query.allow && readListed(query.allow);
      if (query.limit <= 0 || listed?.length === 0) return toColumns([]);
      const isFew = listed !== undefined && listed.length <= maxCompared;
      return toColumns(readRanked(await ask.search(isFew ? compareAll(query, listed) : findNearest(query))));
    },
    async listNeighbours({ of, limit, allow }) {
      const vectors = await readVectors(of);
      const known = of.filter((ordinal) => vectors.has(ordinal) && limit > 0);
      const lists = new Map<Ordinal, readonly RankedPaper[]>();
      for (const chunk of cutChunks(known, maxQuestions)) {
        const searches = chunk.map((ordinal) => {
          const among = noneOf(allow ? toQuery(allow) : embedded, [hasOrdinal([ordinal])]);
          return findNearest({ vector: vectors.get(ordinal)!, limit, among });
        });
        const answers = await ask.searchAll(searches);
        for (const [at, ordinal] of chunk.entries()) lists.set(ordinal, readRanked(answers[at]!));
      }
      return joinLists(of.map((ordinal) => lists.get(ordinal) ?? []));
    },
  };
}

type Nearest = Pick<VectorQuery, "vector" | "limit" | "allow"> & { readonly among?: Query };

function findNearest({ vector, limit, allow, among = allow && toQuery(allow) }: Nearest): Search {
  const k = Math.min(maxHits, Math.max(minCandidates, limit));
  const asked = { vector: Array.from(vector), k, ignore_unmapped: true, ...(among && { filter: among }) };
  return { ...page(limit), query: { knn: { [vectorField(vector.length)]: asked } } };
}

/** Compares with every vector of these papers, so that nothing is missed. */
function compareAll({ vector, limit }: VectorQuery, papers: Int32Array): Search {
  const field = vectorField(vector.length);
  const params = { field, query_value: Array.from(vector), space_type: "innerproduct" };
  const script = { source: "knn_score", lang: "knn", params };
  const among = allOf([hasOrdinal(papers), { exists: { field } }]);
  return { ...page(limit), query: { script_score: { query: among, script } } };
}

function page(limit: number) {
  const sort = [{ _score: "desc" }, { ordinal: "asc" }];
  return { size: Math.min(maxHits, limit), sort, track_total_hits: false };
}

function readRanked({ hits }: Answer): RankedPaper[] {
  return hits.hits.map(({ sort }) => ({ ordinal: Number(sort![1]), score: toCosine(Number(sort![0])) }));
}

/** Lucene's scores of inner products are above 0: 1 + p, or 1 / (1 - p) for a negative p. */
function toCosine(score: number): number {
  return score >= 1 ? score - 1 : 1 - 1 / score;
}

function joinLists(lists: readonly (readonly RankedPaper[])[]): NeighbourLists {
  return {
    counts: Int32Array.from(lists, ({ length }) => length),
    ordinals: Int32Array.from(lists.flatMap((list) => list.map(({ ordinal }) => ordinal))),
    scores: Float32Array.from(lists.flatMap((list) => list.map(({ score }) => score))),
  };
}

const maxAgeMs = 5_000;

/** The number of vectors, counted again in the background when it is some seconds old. */
function createCounter(ask: Ask): () => number {
  let [count, countedAt] = [0, Number.NEGATIVE_INFINITY];
  const recount = async () => {
    const { hits } = await ask.search({ query: embedded, size: 0, track_total_hits: true });
    count = hits.total?.value ?? 0;
  };
  return () => {
    if (performance.now() - countedAt > maxAgeMs) {
      countedAt = performance.now();
      recount().catch(() => undefined);
    }
    return count;
  };
}
