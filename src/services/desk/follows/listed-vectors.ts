import { dotProduct } from "../../../domain/vectors/vector.js";
import type { WatchedVectors } from "../../../ports/desk/watched-vectors.js";

/** A few vectors, compared one by one: for the one follow of a dry run. */
export function createListedVectors(): WatchedVectors {
  const kept = new Map<number, Float32Array>();
  return {
    async put(entries) {
      for (const { key, vector } of entries) kept.set(key, vector);
    },
    async remove(keys) {
      for (const key of keys) kept.delete(key);
    },
    async findWithin(vectors, least) {
      return vectors.map((vector) => {
        const near = [...kept]
          .map(([key, other]) => ({ key, cosine: dotProduct(vector, other) }))
          .filter(({ cosine }) => cosine >= least)
          .toSorted((one, other) => other.cosine - one.cosine || one.key - other.key);
        return {
          keys: Int32Array.from(near, ({ key }) => key),
          cosines: Float64Array.from(near, ({ cosine }) => cosine),
        };
      });
    },
    async close() {
      kept.clear();
    },
  };
}
