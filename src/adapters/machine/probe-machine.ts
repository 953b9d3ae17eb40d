import { readFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import type { Machine } from "../../domain/ingest/worker-plan.js";

/** Cores and memory that this process may use; a container's limits count. */
export function probeMachine(): Machine {
  const quota = readCoreQuota("/sys/fs/cgroup");
  // Without a limit Node returns 0, or a number larger than the total memory.
  const limit = process.constrainedMemory();
  const memoryBytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return { cores: Math.min(availableParallelism(), quota ?? Infinity), memoryBytes };
}

/**
 * The number of cores equivalent to a container's share of CPU time, in cgroup version 2 or 1: `docker run --cpus 2` on
 * a machine with 16 cores. Node 20 ignores it. Less than one core counts as one; undefined where there is no limit.
 */
export function readCoreQuota(folder: string): number | undefined {
  const [quota, period] =
    read(join(folder, "cpu.max"))?.split(" ") ??
    ["cpu.cfs_quota_us", "cpu.cfs_period_us"].map((file) => read(join(folder, "cpu", file)));
  const cores = Number(quota) / Number(period);
  return cores > 0 ? Math.max(1, Math.floor(cores)) : undefined;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}
