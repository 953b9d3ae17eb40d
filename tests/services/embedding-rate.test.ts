import { describe, expect, it } from "vitest";
import { createEmbeddingRate } from "../../src/services/ingest/embedding-rate.js";

function createRate() {
  const clock = { seconds: 0 };
  return { clock, rate: createEmbeddingRate(() => clock.seconds * 1000) };
}

describe("the embedding rate", () => {
  it("is unknown until enough papers were embedded to tell", () => {
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

  it("counts from when work began, and not the idle time before", () => {
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

  it("is no more that of now when vectors have stopped coming", () => {
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

  it("is known of a queue that was at work when this process started, from its second batch on", () => {
    const { clock, rate } = createRate();
    rate.note(64);
    expect(rate.recent).toBeUndefined();
    clock.seconds = 4;
    rate.note(64);
    expect(rate.recent).toBe(16);
  });
});
