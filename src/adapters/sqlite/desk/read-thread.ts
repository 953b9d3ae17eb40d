import { Piscina } from "piscina";
import { resolveThreadEntry } from "../../thread-entry.js";

/** After this pause the thread's memory is released. */
const idleMs = 5_000;

/** A thread with its own connection, started by the first task and ended when it is idle, that does one task at a time. */
export function openReadThread({
  entry,
  workerData,
}: {
  readonly entry: string;
  readonly workerData: object;
}): Piscina {
  return new Piscina({
    ...resolveThreadEntry(import.meta.url, entry),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    // Queries have priority. Except on Linux, this would change the priority of the whole process.
    niceIncrement: process.platform === "linux" ? 10 : 0,
    workerData,
  });
}
