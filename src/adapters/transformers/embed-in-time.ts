import type { EmbedResult } from "../../domain/ingest/embed-batch.js";

const tickMs = 1_000;

export interface WatchedRun {
  /**
   * One number, which the thread keeps at 0 while it is at something else, as it may be for one task at a time, and
   * changes as it gets on with this one.
   */
  readonly underway: Int32Array;
  /** Ends the thread when it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Runs texts that a thread may hang on; `undefined` when it has hung in each of the tries. Past the limit without a step
 * forward the run is aborted, which ends the thread, and the next try is on a new one. Texts that only waited for the
 * same thread are run again. A thread that is ended in the middle of ONNX may take the process with it, so the limit is
 * far beyond what any run takes.
 */
export async function embedInTime(
  run: (watched: WatchedRun) => Promise<readonly EmbedResult[]>,
  limitSeconds: number,
  tries: number,
): Promise<readonly EmbedResult[] | undefined> {
  for (let hung = 0; hung < tries;) {
    const underway = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const { signal, stop } = startClock(underway, limitSeconds);
    try {
      return await run({ underway, signal });
    } catch (error) {
      if (signal.aborted) hung += 1;
      else if (!isThreadEnded(error)) throw error;
    } finally {
      stop();
    }
  }
  return undefined;
}

/** Counts ticks and not time: a process that was stopped, or slept with its machine, has not used up its limit. */
function startClock(underway: Int32Array, limitSeconds: number): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const limit = Math.ceil((limitSeconds * 1000) / tickMs);
  let [step, left] = [0, limit];
  const timer = setInterval(() => {
    const now = Atomics.load(underway, 0);
    if (now !== step) [step, left] = [now, limit];
    if (now !== 0) left -= 1;
    if (left <= 0) controller.abort();
  }, tickMs);
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}

/** How piscina fails the other texts of a thread that it ends. */
function isThreadEnded(error: unknown): boolean {
  return error instanceof Error && error.message === "Terminating worker thread";
}
