import { statSync } from "node:fs";
import { join } from "node:path";
import { Piscina } from "piscina";
import { createOrdinalSet } from "../../domain/ordinal-set.js";
import type { CorpusScan } from "../../ports/corpus-scan.js";
import { resolveThreadEntry } from "../thread-entry.js";
import { databaseName } from "./open-database.js";
import type { ScanTasks } from "./scan-thread.js";

export interface CorpusScanOptions {
  /** The data folder. */
  readonly folder: string;
}

/** How often the log is looked at, and from which size on it is moved into the file: some hundred papers. */
const checkpointIntervalMs = 1_000;
const checkpointBytes = 4 * 1024 * 1024;

/** One thread with connections of its own: scans and checkpoints never hold up the event loop. */
export function createSqliteCorpusScan({ folder }: CorpusScanOptions): CorpusScan {
  const entry = resolveThreadEntry(import.meta.url, "./scan-thread");
  const pool = new Piscina({ ...entry, minThreads: 0, maxThreads: 1, idleTimeout: 60_000, workerData: { folder } });
  const run = <Name extends keyof ScanTasks>(name: Name, task: Parameters<ScanTasks[Name]>[0]) =>
    pool.run(task, { name }) as Promise<ReturnType<ScanTasks[Name]>>;
  let moved = 0;
  const timer = setInterval(() => {
    const log = statSync(join(folder, `${databaseName}-wal`), { throwIfNoEntry: false });
    if (!log || log.size <= checkpointBytes || log.mtimeMs === moved) return;
    moved = log.mtimeMs;
    // One that fails (a full disk) is tried again at the next change; the log keeps everything until then.
    run("checkpoint", undefined).catch(() => undefined);
  }, checkpointIntervalMs);
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
    async close() {
      clearInterval(timer);
      await pool.close();
    },
  };
}
