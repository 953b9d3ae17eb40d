import { threadBytes } from "../../domain/ingest/worker-plan.js";
import { formatBytes } from "../../domain/text/amounts.js";

/** Node.js, the default queue and the rest of the process, without the model and the indexes. */
const ownMemoryBytes = 350_000_000;

export interface MemoryUse {
  /** Size of the saved indexes. */
  readonly indexBytes: number;
  /** Threads that embed papers. */
  readonly threads: number;
}

/** Memory that a server takes, about, in bytes. */
export function estimateMemory({ indexBytes, threads }: MemoryUse): number {
  return ownMemoryBytes + indexBytes + (threads + 1) * threadBytes;
}

export const memoryAdvice =
  "End other programs, or set WORKER_THREADS=1: each embedding thread holds a copy of the model.";

/** A warning before a start that may end in silence, as the system kills a process that takes too much. */
export function warnOfMemory(availableBytes: number, use: MemoryUse): string | undefined {
  const needed = estimateMemory(use);
  if (availableBytes >= needed) return undefined;
  return (
    `${formatBytes(availableBytes)} of memory are free, but the model and the indexes need about ` +
    `${formatBytes(needed)}: the system may end this process without a word. ${memoryAdvice}`
  );
}
