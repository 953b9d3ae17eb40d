import type { EmbedResult } from "../../domain/embed-batch.js";

/** What is known of a text that hangs: one such try may be the machine's fault, two are the text's. */
const tries = 2;
const tickMs = 1_000;

export interface WatchedRun {
  /** One number, which the thread keeps at 1 for as long as it is at this text: it may be so for one at a time. */
  readonly underway: Int32Array;
  /** Ends the thread when it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Runs a text that a thread may hang on. Past the limit the run is aborted, which ends the thread, and tried once more
 * on a new one; then the text fails alone. A text that only waited for the same thread is run again. A thread that is
 * ended in the middle of ONNX may take the process with it, so the limit is far beyond what any text takes.
 */
export async function embedInTime(
  run: (watched: WatchedRun) => Promise<EmbedResult>,
  limitSeconds: number,
): Promise<EmbedResult> {
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
  return { failure: `the model has not come to an end with this text within ${limitSeconds} seconds` };
}

/** Counts ticks and not time: a process that was stopped, or slept with its machine, has not used up its limit. */
function startClock(underway: Int32Array, limitSeconds: number): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let left = Math.ceil((limitSeconds * 1000) / tickMs);
  const timer = setInterval(() => {
    left -= Atomics.load(underway, 0);
    if (left <= 0) controller.abort();
  }, tickMs);
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}

/** How piscina fails the other texts of a thread that it ends. */
function isThreadEnded(error: unknown): boolean {
  return error instanceof Error && error.message === "Terminating worker thread";
}
