import { setImmediate as yieldToEventLoop } from "node:timers/promises";

/** Runs a generator that yields every few milliseconds, with other work between. Throws the signal's reason when it aborts. */
export async function runSteps<Result>(
  steps: Generator<void, Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await yieldToEventLoop();
    signal?.throwIfAborted();
  }
}
