import { Piscina } from "piscina";
import { resolveThreadEntry } from "./thread-entry.js";

export interface IdleThreadOptions {
  /** The caller's `import.meta.url`. */
  readonly callerUrl: string;
  /** The file next to the caller, without its extension. */
  readonly entry: string;
  readonly workerData?: object;
  /** After this pause the thread's memory is released. Default 5,000. */
  readonly idleMs?: number;
}

/** A thread that is started by the first task, does one task at a time, and ends when it is idle. */
export function openIdleThread({ callerUrl, entry, workerData, idleMs = 5_000 }: IdleThreadOptions): Piscina {
  return new Piscina({
    ...resolveThreadEntry(callerUrl, entry),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    // Queries have priority. Except on Linux, this would change the priority of the whole process.
    niceIncrement: process.platform === "linux" ? 10 : 0,
    ...(workerData && { workerData }),
  });
}
