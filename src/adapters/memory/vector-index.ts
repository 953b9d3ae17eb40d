import { dotProduct } from "../../domain/vectors/vector.js";
import { type RankedPaper, toColumns } from "../../domain/search/hit.js";
import { hasBit, readBits } from "../../domain/search/ordinal-set.js";
import { minPairSimilarity, maxPairsPerPaper } from "../../domain/duplicates/near-duplicates.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { NearPair, NeighbourLists, VectorIndex } from "../../ports/vectors/vector-index.js";

/** Compares with every vector. For tests, and as a reference for the graph. */
export function createMemoryVectorIndex(): VectorIndex {
  const vectors = new Map<Ordinal, Float32Array>();
  let lastChange = 0;
  const rank = (vector: Float32Array, isWanted: (ordinal: Ordinal) => boolean) => {
    const ranked: RankedPaper[] = [];
    for (const [ordinal, other] of vectors) {
      if (isWanted(ordinal)) ranked.push({ ordinal, score: dotProduct(vector, other) });
    }
    return ranked.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
  };
  const findNear = (ordinal: Ordinal, vector: Float32Array): NearPair[] =>
    rank(vector, (other) => other !== ordinal)
      .slice(0, maxPairsPerPaper)
      .filter(({ score }) => score >= minPairSimilarity)
      .map((near) => ({ ordinal, other: near.ordinal, similarity: near.score }));
  return {
    get lastChange() {
      return lastChange;
    },
    get count() {
      return vectors.size;
    },
    async apply(changes) {
      for (const ordinal of changes.removed) vectors.delete(ordinal);
      const pairs: NearPair[] = [];
      for (const { ordinal, vector } of changes.put) {
        pairs.push(...findNear(ordinal, vector));
        vectors.set(ordinal, vector.slice());
      }
      lastChange = changes.lastChange;
      return pairs;
    },
    async search({ vector, limit, allow }) {
      return toColumns(
        rank(vector, (ordinal) => !allow || hasBit(readBits(allow), ordinal)).slice(0, Math.max(0, limit)),
      );
    },
    async listNeighbours({ of, limit, allow }) {
      const lists = of.map((ordinal) => {
        const vector = vectors.get(ordinal);
        return vector
          ? rank(vector, (other) => other !== ordinal && (!allow || hasBit(readBits(allow), other))).slice(0, limit)
          : [];
      });
      return joinLists(lists);
    },
    save: async () => undefined,
    close: async () => undefined,
  };
}

function joinLists(lists: readonly (readonly RankedPaper[])[]): NeighbourLists {
  return {
    counts: Int32Array.from(lists, ({ length }) => length),
    ordinals: Int32Array.from(lists.flatMap((list) => list.map(({ ordinal }) => ordinal))),
    scores: Float32Array.from(lists.flatMap((list) => list.map(({ score }) => score))),
  };
}
