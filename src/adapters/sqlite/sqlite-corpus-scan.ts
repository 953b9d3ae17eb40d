import { Piscina } from "piscina";
import { createOrdinalSet } from "../../domain/ordinal-set.js";
import type { CorpusScan } from "../../ports/corpus-scan.js";
import { resolveThreadEntry } from "../thread-entry.js";
import type { ScanTasks } from "./scan-thread.js";

export interface CorpusScanOptions {
  /** The data folder. */
  readonly folder: string;
}

/** One thread with a reading connection of its own: scans of the whole corpus never hold up the event loop. */
export function createSqliteCorpusScan({ folder }: CorpusScanOptions): CorpusScan {
  const entry = resolveThreadEntry(import.meta.url, "./scan-thread");
  const pool = new Piscina({ ...entry, minThreads: 0, maxThreads: 1, idleTimeout: 60_000, workerData: { folder } });
  const run = <Name extends keyof ScanTasks>(name: Name, task: Parameters<ScanTasks[Name]>[0]) =>
    pool.run(task, { name }) as Promise<ReturnType<ScanTasks[Name]>>;
  return {
    async matchFilter(filter) {
      return createOrdinalSet(await run("matchFilter", filter));
    },
    async countVectors(allow) {
      return run("countVectors", allow?.bits);
    },
    async rankByVector({ vector, allow, limit }) {
      if (limit <= 0 || allow.size === 0) return [];
      return run("rankByVector", { vector, allow: allow.bits, limit });
    },
    close: () => pool.destroy(),
  };
}

