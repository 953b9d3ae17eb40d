import type { OpenNeighbours } from "../../ports/map/map-engine.js";
import type { VectorIndex } from "../../ports/vectors/vector-index.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";

export interface CompareLocallyDeps {
  readonly vectors: Pick<VectorStore, "readVectors">;
  /** Opens an empty index that is not saved. */
  readonly openIndex: () => Promise<Pick<VectorIndex, "apply" | "listNeighbours" | "close">>;
}

/** Papers per call: their vectors are some megabytes. */
const papersAtOnce = 1_000;

/**
 * Compares the papers of a map in an index of this process. An engine on other machines would be asked once for each
 * paper, which takes it some milliseconds of every node, and could not compare only those of a sample.
 */
export function createCompareLocally({ vectors, openIndex }: CompareLocallyDeps): OpenNeighbours {
  return async (papers, { signal, onProgress }) => {
    const index = await openIndex();
    try {
      for (let from = 0; from < papers.length; from += papersAtOnce) {
        signal.throwIfAborted();
        const read = await vectors.readVectors([...papers.subarray(from, from + papersAtOnce)]);
        const put = Array.from(read, ([ordinal, vector]) => ({ ordinal, vector }));
        await index.apply({ put, removed: [], lastChange: 0 });
        onProgress(Math.min(1, (from + papersAtOnce) / papers.length));
      }
      return index;
    } catch (error) {
      await index.close();
      throw error;
    }
  };
}
