import { setTimeout as wait } from "node:timers/promises";

const intervalMs = 15;

/** Resolves once the condition holds. Rejects with the description when it does not in time. */
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
