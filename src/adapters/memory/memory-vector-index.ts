import type { RankedPaper } from "../../domain/hit.js";
import type { Ordinal } from "../../domain/paper.js";
import type { VectorIndex } from "../../ports/vector-index.js";

/** The plain form: every search compares with every vector. For tests, and to check the graph against. */
export function createMemoryVectorIndex(): VectorIndex {
  const vectors = new Map<Ordinal, Float32Array>();
  let lastChange = 0;
  return {
    get lastChange() {
      return lastChange;
    },
    get count() {
      return vectors.size;
    },
    async apply(changes) {
      for (const ordinal of changes.removed) vectors.delete(ordinal);
      for (const { ordinal, vector } of changes.put) vectors.set(ordinal, vector.slice());
      lastChange = changes.lastChange;
    },
    async search({ vector, limit, allow }) {
      const ranked: RankedPaper[] = [];
      for (const [ordinal, other] of vectors) {
        if (!allow || allow.has(ordinal)) ranked.push({ ordinal, score: multiplyVectors(vector, other) });
      }
      ranked.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
      return ranked.slice(0, Math.max(0, limit));
    },
    save: async () => undefined,
    close: async () => undefined,
  };
}

function multiplyVectors(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
