import { type Candidate, fusionDepth, type LaterPapers, toSimilarity, weighLater } from "../../domain/search/fusion.js";
import type { RankedColumns, RankedPaper } from "../../domain/search/hit.js";
import { orderCandidates } from "../../domain/search/order-candidates.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { dotProduct } from "../../domain/vectors/vector.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { KeywordHits } from "../../ports/search/keyword-index.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { EmbedQuery } from "./embed-query.js";

export interface GatherEvidenceDeps {
  readonly vectors: Pick<VectorStore, "listVectors">;
  readonly embedder: Pick<Embedder, "cosines">;
  readonly embedQuery: EmbedQuery;
}

export interface Lists {
  readonly words: KeywordHits;
  readonly near: RankedColumns;
  /** The keyword scores of the near papers, in their order. */
  readonly probed: Float64Array;
  /** How much of the query the first papers of either list have. */
  readonly covered: ReadonlyMap<Ordinal, number>;
  /** The share of meaning, 0 to 1. */
  readonly weight: number;
}

export interface Gathered {
  /** The first papers of either list. */
  readonly first: readonly Candidate[];
  /** The other near papers. */
  readonly later: LaterPapers;
}

/** Collects both kinds of evidence: a paper missing from one list may still score high there. */
export async function gatherEvidence(deps: GatherEvidenceDeps, text: string, lists: Lists): Promise<Gathered> {
  const { weight } = lists;
  const { cosines } = deps.embedder;
  const { near, far, later } = splitLists(deps, lists);
  if (weight === 0 || weight === 1) return { first: [...near, ...far], later };
  const vectors = await deps.vectors.listVectors([...near, ...far].map(({ ordinal }) => ordinal));
  const query = await deps.embedQuery(text);
  const compared = far.map(({ ordinal, keyword, covered, isNear }, place) => {
    const vector = vectors[near.length + place];
    const meaning = vector && toSimilarity(dotProduct(query, vector), cosines);
    return { ordinal, keyword, covered, meaning, isNear };
  });
  const first = orderCandidates([...near, ...compared], { vectors, cosines, semanticWeight: weight });
  return { first, later };
}

interface SplitLists extends Pick<Gathered, "later"> {
  /** The first of the near papers, and the others that are among the first by words. */
  readonly near: readonly Candidate[];
  /** The first papers by words that are not near. */
  readonly far: readonly Candidate[];
}

function splitLists({ embedder }: GatherEvidenceDeps, { words, near, probed, covered, weight }: Lists): SplitLists {
  const { hits, attainable } = words;
  const { ordinals, scores } = near;
  const listed = new Set(hits.map(({ ordinal }) => ordinal));
  const first: Candidate[] = [];
  const later = allocateColumns(ordinals.length);
  const findCovered = (ordinal: Ordinal) => (covered.get(ordinal) ?? 0) / attainable;
  let count = 0;
  for (let place = 0; place < ordinals.length; place += 1) {
    const ordinal = ordinals[place]!;
    const keyword = probed[place]! / attainable;
    const meaning = toSimilarity(scores[place]!, embedder.cosines);
    const isListed = listed.delete(ordinal);
    if (isListed || place < fusionDepth) {
      first.push({ ordinal, keyword, covered: findCovered(ordinal), meaning, isNear: place < fusionDepth });
    } else {
      later.ordinals[count] = ordinal;
      later.keyword[count] = keyword;
      later.meaning[count] = meaning;
      count += 1;
    }
  }
  const toFar = ({ ordinal, score }: RankedPaper): Candidate => ({
    ordinal,
    keyword: score / attainable,
    covered: findCovered(ordinal),
    meaning: undefined,
    isNear: false,
  });
  const far = hits.filter(({ ordinal }) => listed.has(ordinal)).map(toFar);
  return { near: first, far, later: weighLater(cutColumns(later, count), weight) };
}

type Columns = Omit<LaterPapers, "evidence">;

function allocateColumns(length: number): Columns {
  return { ordinals: new Int32Array(length), keyword: new Float64Array(length), meaning: new Float64Array(length) };
}

function cutColumns({ ordinals, keyword, meaning }: Columns, length: number): Columns {
  return {
    ordinals: ordinals.subarray(0, length),
    keyword: keyword.subarray(0, length),
    meaning: meaning.subarray(0, length),
  };
}
