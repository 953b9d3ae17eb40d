import type { Piscina } from "piscina";
import { resolveThreadEntry } from "../thread-entry.js";
import type { MergeRequest, PackedSegment } from "./merge-segments.js";
import type { ReadOutcome, ReadRequest, SegmentFile, WriteRequest } from "./segment-file.js";

/** Work on whole segments, which would block the event loop for up to seconds. */
export interface SegmentThread {
  merge(request: MergeRequest): Promise<PackedSegment>;
  write(request: WriteRequest): Promise<SegmentFile>;
  read(request: ReadRequest): Promise<ReadOutcome>;
  /** Ends the thread at once; its running task is rejected. */
  close(): Promise<void>;
}

// Merges come in bursts during an ingest; in between, the thread's memory is better released.
const idleTimeoutMs = 10_000;

/** The thread starts with its first task: a server without changes needs none. */
export function createSegmentThread(): SegmentThread {
  let starting: Promise<Piscina> | undefined;
  const run = async (name: string, task: unknown): Promise<unknown> => {
    starting ??= startPool();
    return (await starting).run(task, { name });
  };
  return {
    merge: (request) => run("mergeSegments", request) as Promise<PackedSegment>,
    write: (request) => run("writeSegmentFile", request) as Promise<SegmentFile>,
    read: (request) => run("readSegmentFile", request) as Promise<ReadOutcome>,
    close: async () => (await starting)?.destroy(),
  };
}

async function startPool(): Promise<Piscina> {
  const { Piscina } = await import("piscina");
  const entry = resolveThreadEntry(import.meta.url, "./thread");
  return new Piscina({ ...entry, minThreads: 0, maxThreads: 1, idleTimeout: idleTimeoutMs });
}
