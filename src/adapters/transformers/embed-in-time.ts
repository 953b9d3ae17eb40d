import type { EmbedResult } from "../../domain/ingest/embed-batch.js";

const tickMs = 1_000;

export interface WatchedRun {
  /** One number: 0 while the thread works on another task, and changed with each step of this one. */
  readonly underway: Int32Array;
  /** Ends the thread when it is aborted. */
  readonly signal: AbortSignal;
}

/** Runs texts, at most `tries` times; `undefined` when the thread has hung each time. */
export type EmbedInTime = (
  run: (watched: WatchedRun) => Promise<readonly EmbedResult[]>,
  tries: number,
) => Promise<readonly EmbedResult[] | undefined>;

/**
 * For texts that a thread may hang on. A run that makes no progress within the limit is aborted, which ends the thread,
 * and the next try gets a new thread. Texts that only waited for the same thread fail with it, and are run again. Ending
 * a thread in the middle of ONNX can end the process, so the limit is far beyond what any run takes.
 */
export function createEmbedInTime(limitSeconds: number): EmbedInTime {
  /** How many threads were ended so far. */
  let ended = 0;
  return async (run, tries) => {
    for (let hung = 0; hung < tries;) {
      const underway = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      const endedBefore = ended;
      const { signal, stop } = startClock(underway, limitSeconds);
      signal.addEventListener("abort", () => (ended += 1));
      try {
        return await run({ underway, signal });
      } catch (error) {
        if (signal.aborted) hung += 1;
        // A failure while another run's thread was ended may come from that: the next run shows whether it does.
        else if (ended === endedBefore) throw error;
      } finally {
        stop();
      }
    }
    return undefined;
  };
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
