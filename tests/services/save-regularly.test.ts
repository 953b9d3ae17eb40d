import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { saveRegularly } from "../../src/services/indexes/save-regularly.js";

const second = 1_000;
const minute = 60 * second;

/** Saves with these durations, the last one repeated; records the minute at which each begins. */
function createSaves(durations: readonly number[]) {
  const begun: number[] = [];
  const startMs = performance.now();
  const save = () => {
    const duration = durations[Math.min(begun.length, durations.length - 1)];
    begun.push((performance.now() - startMs) / minute);
    return new Promise<void>((resolve) => setTimeout(resolve, duration));
  };
  return { begun, end: saveRegularly(save) };
}

describe("saving", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("starts five minutes after a save of at most 15 seconds", async () => {
    const { begun, end } = createSaves([15 * second]);
    await vi.advanceTimersByTimeAsync(16 * minute);
    expect(begun).toEqual([5, 10.25, 15.5]);
    end();
  });

  it("waits twenty times as long as the last save took, to take less than 5% of the time", async () => {
    const { begun, end } = createSaves([minute, 15 * second]);
    await vi.advanceTimersByTimeAsync(32 * minute);
    expect(begun).toEqual([5, 26, 31.25]);
    end();
  });

  it("can be stopped, even during a save", async () => {
    const waiting = createSaves([15 * second]);
    const amid = createSaves([minute]);
    await vi.advanceTimersByTimeAsync(5.5 * minute);
    waiting.end();
    amid.end();
    await vi.advanceTimersByTimeAsync(60 * minute);
    expect([waiting.begun, amid.begun]).toEqual([[5], [5]]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
