import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createEmbedInTime, type EmbedInTime } from "../../src/adapters/transformers/embed-in-time.js";

const results = [{ vector: Float32Array.of(1) }];
const limitSeconds = 10;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Runs its steps for the given seconds each; step 0 means waiting for another task. */
function createRun(steps: readonly number[], secondsEach: number) {
  return vi.fn<Parameters<EmbedInTime>[0]>(async ({ underway, signal }) => {
    for (const step of steps) {
      Atomics.store(underway, 0, step);
      await new Promise((resolve) => setTimeout(resolve, secondsEach * 1000));
      if (signal.aborted) throw new Error("aborted");
    }
    return results;
  });
}

it.each<[string, number[], number, unknown, number]>([
  ["finishes in time", [1], 9, results, 1],
  ["hangs", [1], 11, undefined, 2],
  ["takes long overall with every step in time", [1, 2, 3, 4], 9, results, 1],
  ["hangs at a later step", [1, 2, 2], 9, undefined, 2],
  ["waits for the thread", [0, 0, 0, 1], 9, results, 1],
])("handles a run that %s", async (_, steps, secondsEach, expected, tries) => {
  const run = createRun(steps, secondsEach);
  const embedded = createEmbedInTime(limitSeconds)(run, 2);
  await vi.runAllTimersAsync();
  expect(await embedded).toEqual(expected);
  expect(run).toHaveBeenCalledTimes(tries);
});

it("retries only texts that failed because another text hung their thread", async () => {
  const embedInTime = createEmbedInTime(limitSeconds);
  const hanging = embedInTime(createRun([1], 11), 1);
  const fail = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error("ended")), 12_000));
  const waiting = vi.fn<Parameters<EmbedInTime>[0]>(async () => results).mockImplementationOnce(fail);
  const embedded = embedInTime(waiting, 1);
  await vi.runAllTimersAsync();
  expect([await hanging, await embedded]).toEqual([undefined, results]);
  expect(waiting).toHaveBeenCalledTimes(2);
  const failed = embedInTime(fail, 2).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await failed).toMatchObject({ message: "ended" });
});
