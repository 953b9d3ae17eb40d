import { describe, expect, it } from "vitest";
import { createMemoryTurns } from "../../src/adapters/memory/turns.js";
import type { StoredFollow } from "../../src/ports/desk/follow-store.js";
import { createKeepMatching, type KeepMatchingDeps } from "../../src/services/desk/follows/keep-matching.js";

/** A library with one follow of a collection, which has no paper that others could be like. */
function openBench() {
  const follow: StoredFollow = {
    number: 1,
    reader: "ada",
    id: "f",
    name: "Bees",
    spec: { kind: "collection", collection: "bees" },
    read: { limits: { filter: {} } },
    isPaused: false,
    after: 0,
  };
  const bench = { updatedAt: "2026-01-01T00:00:00.000Z" as string | undefined, reads: 0, onRead: () => {} };
  const stored = { version: 1, numbers: new Set([1]) };
  const matching = createKeepMatching({
    followChanges: {
      readVersion: async () => stored.version,
      listChanged: async () => ({ ...stored, changed: [follow].filter(({ number }) => stored.numbers.has(number)) }),
    },
    turns: createMemoryTurns(),
    collections: { readCollection: async () => bench.updatedAt && { updatedAt: bench.updatedAt } },
    async prepareWatch() {
      bench.reads += 1;
      bench.onRead();
    },
    matcher: { size: 0, remove: async () => {} },
    matchStore: { readMatched: async () => 0 },
    readTextChange: async () => 0,
    readVectorChange: async () => 0,
    fingerprint: "model",
    logger: { error: () => {} },
  } as unknown as KeepMatchingDeps);
  return { bench, stored, matching };
}

describe("a followed collection", () => {
  it("is read once for many batches of new papers", async () => {
    const { bench, matching } = openBench();
    for (let batch = 0; batch < 5; batch += 1) await matching.sync();
    expect(bench.reads).toBe(1);
  });

  it("is read again when it has changed, is deleted and is restored", async () => {
    const { bench, matching } = openBench();
    await matching.sync();
    for (const updatedAt of ["2026-01-01T00:00:00.001Z", undefined, "2026-01-01T00:00:00.001Z"]) {
      bench.updatedAt = updatedAt;
      const before = bench.reads;
      await matching.sync();
      await matching.sync();
      expect(bench.reads).toBe(before + 1);
    }
  });

  it("is read again when it changes while it is read", async () => {
    const { bench, matching } = openBench();
    bench.onRead = () => (bench.updatedAt = "2026-01-01T00:00:00.001Z");
    await matching.sync();
    expect(bench.reads).toBe(2);
  });

  it("is read when its follow changes, and no more when that is removed", async () => {
    const { bench, stored, matching } = openBench();
    await matching.sync();
    stored.version += 1;
    await matching.sync();
    expect(bench.reads).toBe(2);
    Object.assign(stored, { version: 3, numbers: new Set() });
    bench.updatedAt = "2026-01-01T00:00:00.001Z";
    await matching.sync();
    expect(bench.reads).toBe(2);
  });
});
