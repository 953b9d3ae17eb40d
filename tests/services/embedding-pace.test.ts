import { describe, expect, it } from "vitest";
import { createEmbeddingPace } from "../../src/services/ingest/embedding-pace.js";

function createPace() {
  const clock = { seconds: 0 };
  return { clock, pace: createEmbeddingPace(() => clock.seconds * 1000) };
}

describe("the pace of embedding", () => {
  it("is unknown until enough papers were embedded to tell", () => {
    const { clock, pace } = createPace();
    expect(pace.isUnderWay).toBe(false);
    pace.begin();
    expect(pace.isUnderWay).toBe(true);
    clock.seconds = 1;
    pace.note(31);
    expect(pace.recent).toBeUndefined();
    clock.seconds = 2;
    pace.note(1);
    expect(pace.recent).toBe(16);
  });

  it("counts from when work began, and not the idle time before", () => {
    const { clock, pace } = createPace();
    clock.seconds = 1000;
    pace.begin();
    clock.seconds = 1004;
    pace.note(64);
    expect(pace.recent).toBe(16);
    clock.seconds = 5000;
    pace.begin();
    expect(pace.recent).toBe(16);
    clock.seconds = 5002;
    pace.note(64);
    expect(pace.recent).toBe(32);
  });

  it("follows the last 32 batches", () => {
    const { clock, pace } = createPace();
    pace.begin();
    for (let batch = 0; batch < 100; batch += 1) {
      clock.seconds += batch < 50 ? 64 : 1;
      pace.note(64);
    }
    expect(pace.recent).toBe(64);
  });

  it("is no more that of now when vectors have stopped coming", () => {
    const { clock, pace } = createPace();
    pace.begin();
    clock.seconds = 2;
    pace.note(64);
    expect([pace.isUnderWay, pace.current]).toEqual([true, 32]);
    clock.seconds = 62;
    expect([pace.isUnderWay, pace.current]).toEqual([true, 32]);
    clock.seconds = 63;
    expect([pace.isUnderWay, pace.current, pace.recent]).toEqual([false, undefined, 32]);
  });

  it("is known of a queue that was at work when this process started, from its second batch on", () => {
    const { clock, pace } = createPace();
    pace.note(64);
    expect(pace.recent).toBeUndefined();
    clock.seconds = 4;
    pace.note(64);
    expect(pace.recent).toBe(16);
  });
});
