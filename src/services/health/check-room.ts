import { formatBytes } from "../../domain/text/amounts.js";
import type { HealthCheck } from "../../domain/health/report.js";
import { threadBytes } from "../../domain/ingest/worker-plan.js";
import type { DataFolderFacts, IndexFacts, RuntimeFacts } from "../../ports/health/health-probes.js";

const mega = 1_000_000;
/** The default queue's database, and a log of SQLite that has not been moved into its file yet. */
const ownDiskBytes = 150 * mega;
/** Node, the default queue and the rest of the process, before the model and the indexes. */
const ownMemoryBytes = 350 * mega;
/** What a paper with its vector takes on the disk, in store and indexes, as measured over 87,243 papers. */
const paperBytes = 6_600;

/** An index is saved beside the one before it, so it needs its own size once more. */
export function checkDisk(folder: DataFolderFacts, indexes: readonly IndexFacts[]): HealthCheck | undefined {
  if (folder.freeBytes === undefined) return undefined;
  const needed = sumBytes(indexes) + ownDiskBytes;
  const free = formatBytes(folder.freeBytes);
  const check = { name: "disk" } as const;
  if (folder.freeBytes < needed)
    return {
      ...check,
      state: "problem",
      detail: `${free} free where the data folder is; saving the indexes may need ${formatBytes(needed)}`,
      advice: "Free some space, or move the data folder and name it with --data-dir or DATA_DIR.",
    };
  const more = Math.floor((folder.freeBytes - needed) / paperBytes / 1000) * 1000;
  return { ...check, state: "ok", detail: `${free} free: room for about ${more.toLocaleString("en")} more papers` };
}

/** A server that runs already has taken what it needs. */
export function checkMemory(
  { availableMemoryBytes, embedThreads }: RuntimeFacts,
  indexes: readonly IndexFacts[],
  { owner }: DataFolderFacts,
): HealthCheck {
  const check = { name: "memory" } as const;
  const available = formatBytes(availableMemoryBytes);
  if (owner) return { ...check, state: "ok", detail: `${available} free beside the process that has the folder` };
  const needed = ownMemoryBytes + sumBytes(indexes) + (embedThreads + 1) * threadBytes;
  const detail = `${available} free; model and indexes need about ${formatBytes(needed)}`;
  if (availableMemoryBytes >= needed) return { ...check, state: "ok", detail };
  return {
    ...check,
    state: availableMemoryBytes < needed / 2 ? "problem" : "warning",
    detail,
    advice: "End other programs, or set WORKER_THREADS=1: each embedding thread holds a copy of the model.",
  };
}

function sumBytes(indexes: readonly IndexFacts[]): number {
  return indexes.reduce((sum, { bytes }) => sum + bytes, 0);
}
