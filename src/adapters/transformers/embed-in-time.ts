import type { EmbedResult } from "../../domain/embed-batch.js";

/** What is known of a text that hangs: one such try may be the machine's fault, two are the text's. */
const tries = 2;
const tickMs = 1_000;

/**
 * Runs a text that a thread may hang on. Past the limit the run is aborted, which ends the thread, and tried once more
 * on a new one; then the text fails alone. A text that only shared the thread is run again. What a thread has hung on
 * is mostly a loop; ended in the middle of ONNX it would take the process with it, so the limit is far beyond what any
 * text takes.
 *
 * @param run starts the text, and ends its thread when the signal is aborted
 */
export async function embedInTime(
  run: (signal: AbortSignal) => Promise<EmbedResult>,
  limitSeconds: number,
): Promise<EmbedResult> {
  for (let hung = 0; hung < tries;) {
    const { signal, stop } = startClock(limitSeconds);
    try {
      return await run(signal);
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
function startClock(limitSeconds: number): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let left = Math.ceil((limitSeconds * 1000) / tickMs);
  const timer = setInterval(() => {
    left -= 1;
    if (left <= 0) controller.abort();
  }, tickMs);
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}

/** How piscina fails the other texts of a thread that it ends. */
function isThreadEnded(error: unknown): boolean {
  return error instanceof Error && error.message === "Terminating worker thread";
}
