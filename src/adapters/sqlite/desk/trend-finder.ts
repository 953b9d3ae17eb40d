import type { FoundTrends, TrendFinder } from "../../../ports/desk/trend-finder.js";
import type { VectorSlot } from "../vectors/slots.js";
import { openIdleThread } from "../../idle-thread.js";
import type { TrendThreadData } from "./trend-thread.js";

export interface TrendFinderOptions {
  /** The data folder. */
  readonly folder: string;
  /** The slot of the model whose vectors are read. */
  readonly slot: VectorSlot;
}

/** Finds trends in a thread with its own connection, one question at a time. */
export function createSqliteTrendFinder({ folder, slot }: TrendFinderOptions): TrendFinder {
  const workerData: TrendThreadData = { folder, slot };
  const pool = openIdleThread({ callerUrl: import.meta.url, entry: "./trend-thread", workerData });
  return {
    findTrends: (question) => pool.run(question, { name: "findTrends" }) as Promise<FoundTrends>,
    close: () => pool.destroy(),
  };
}
