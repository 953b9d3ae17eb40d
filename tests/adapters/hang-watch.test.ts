import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHangWatch } from "../../src/adapters/transformers/hang-watch.js";

const limitSeconds = 10;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it.each<[string, { steps: number[]; secondsEach: number; hangs: boolean }]>([
  ["finishes in time", { steps: [1], secondsEach: 9, hangs: false }],
  ["hangs", { steps: [1], secondsEach: 11, hangs: true }],
  ["takes long overall with every step in time", { steps: [1, 2, 3, 4], secondsEach: 9, hangs: false }],
  ["hangs at a later step", { steps: [1, 2, 2], secondsEach: 9, hangs: true }],
  ["loads the model for long", { steps: [0, 0, 0, 1], secondsEach: 9, hangs: false }],
])("tells whether a thread hangs that %s", async (_, { steps: values, secondsEach, hangs }) => {
  const steps = new Int32Array(1);
  const onHang = vi.fn<() => void>();
  const watch = createHangWatch({ steps }, limitSeconds, onHang);
  watch.start();
  for (const value of values) {
    steps[0] = value;
    await vi.advanceTimersByTimeAsync(secondsEach * 1000);
  }
  watch.stop();
  expect(onHang).toHaveBeenCalledTimes(hangs ? 1 : 0);
});

it("gives a thread that had nothing to do the whole time again", async () => {
  const onHang = vi.fn<() => void>();
  const watch = createHangWatch({ steps: Int32Array.of(7) }, limitSeconds, onHang);
  for (let turn = 0; turn < 3; turn += 1) {
    watch.start();
    await vi.advanceTimersByTimeAsync(9_000);
    watch.stop();
  }
  expect(onHang).not.toHaveBeenCalled();
});
