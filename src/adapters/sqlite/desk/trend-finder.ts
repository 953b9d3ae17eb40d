import { Piscina } from "piscina";
import type { FoundTrends, TrendFinder } from "../../../ports/desk/trend-finder.js";
import { resolveThreadEntry } from "../../thread-entry.js";
import type { VectorSlot } from "../vectors/slots.js";
import type { TrendThreadData } from "./trend-thread.js";

export interface TrendFinderOptions {
  /** The data folder. */
  readonly folder: string;
  /** The slot of the model whose vectors are read. */
  readonly slot: VectorSlot;
}

/** After this pause the thread's memory is released. */
const idleMs = 5_000;

/** Finds trends in a thread with its own connection, one question at a time. */
export function createSqliteTrendFinder({ folder, slot }: TrendFinderOptions): TrendFinder {
  const workerData: TrendThreadData = { folder, slot };
  const pool = new Piscina({
    ...resolveThreadEntry(import.meta.url, "./trend-thread"),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    // Queries have priority. Except on Linux, this would change the priority of the whole process.
    niceIncrement: process.platform === "linux" ? 10 : 0,
    workerData,
  });
  return {
    findTrends: (question) => pool.run(question, { name: "findTrends" }) as Promise<FoundTrends>,
    close: () => pool.destroy(),
  };
}
