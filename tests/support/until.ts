import { setTimeout as wait } from "node:timers/promises";

const intervalMs = 15;

/** Resolves once the condition holds; after the time limit it rejects with the description. */
export async function until(
  description: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 45_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${description}`);
    await wait(intervalMs);
  }
}
