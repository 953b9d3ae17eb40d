import { describe, expect, it } from "vitest";
import { createEmbeddingRate } from "../../src/services/ingest/embedding-rate.js";

function createRate() {
  const clock = { seconds: 0 };
  return { clock, rate: createEmbeddingRate(() => clock.seconds * 1000) };
}

describe("the embedding rate", () => {
  it("is unknown until enough papers are embedded", () => {
    const { clock, rate } = createRate();
    expect(rate.isActive).toBe(false);
    rate.begin();
    expect(rate.isActive).toBe(true);
    clock.seconds = 1;
    rate.note(31);
    expect(rate.recent).toBeUndefined();
    clock.seconds = 2;
    rate.note(1);
    expect(rate.recent).toBe(16);
  });

  it("counts from the start of work, excluding idle time", () => {
    const { clock, rate } = createRate();
    clock.seconds = 1000;
    rate.begin();
    clock.seconds = 1004;
    rate.note(64);
    expect(rate.recent).toBe(16);
    clock.seconds = 5000;
    rate.begin();
    expect(rate.recent).toBe(16);
    clock.seconds = 5002;
    rate.note(64);
    expect(rate.recent).toBe(32);
  });

  it("follows the last 32 batches", () => {
    const { clock, rate } = createRate();
    rate.begin();
    for (let batch = 0; batch < 100; batch += 1) {
      clock.seconds += batch < 50 ? 64 : 1;
      rate.note(64);
    }
    expect(rate.recent).toBe(64);
  });

  it("has no current value once vectors stop arriving", () => {
    const { clock, rate } = createRate();
    rate.begin();
    clock.seconds = 2;
    rate.note(64);
    expect([rate.isActive, rate.current]).toEqual([true, 32]);
    clock.seconds = 62;
    expect([rate.isActive, rate.current]).toEqual([true, 32]);
    clock.seconds = 63;
    expect([rate.isActive, rate.current, rate.recent]).toEqual([false, undefined, 32]);
  });

  it("is known from the second batch of a queue that was already active at startup", () => {
    const { clock, rate } = createRate();
    rate.note(64);
    expect(rate.recent).toBeUndefined();
    clock.seconds = 4;
    rate.note(64);
    expect(rate.recent).toBe(16);
  });
});
