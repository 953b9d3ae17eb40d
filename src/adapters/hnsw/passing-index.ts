import { Piscina } from "piscina";
import { readBits } from "../../domain/search/ordinal-set.js";
import type { VectorIndex } from "../../ports/vectors/vector-index.js";
import { resolveThreadEntry } from "../thread-entry.js";
import { applyChanges, type HnswIndexOptions, type RunTask } from "./vector-index.js";

export type PassingIndexOptions = Pick<HnswIndexOptions, "dimensions" | "m" | "efConstruction" | "ef">;

/** An empty index in a thread of low priority, which ends when the index is closed. Nothing is saved. */
export async function openPassingIndex({
  dimensions,
  m,
  efConstruction,
  ef,
}: PassingIndexOptions): Promise<Pick<VectorIndex, "apply" | "listNeighbours" | "close">> {
  const pool = new Piscina({
    ...resolveThreadEntry(import.meta.url, "./thread"),
    minThreads: 1,
    maxThreads: 1,
    // Except on Linux, this would change the priority of the whole process.
    niceIncrement: process.platform === "linux" ? 10 : 0,
  });
  const run: RunTask = (name, task) => pool.run(task, { name });
  await run("startEmpty", { dimensions, m, efConstruction });
  return {
    apply: async (changes) => (await applyChanges(run, changes, dimensions)).pairs,
    listNeighbours: ({ of, limit, allow }) => run("listNeighbours", { of, limit, ef, allow: allow && readBits(allow) }),
    close: () => pool.destroy(),
  };
}
