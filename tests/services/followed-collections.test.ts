import { describe, expect, it } from "vitest";
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
  const matching = createKeepMatching({
    follows: { listStored: async () => [follow] },
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
  return { bench, follow, matching };
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

  it("is read when it is taken up, and no more when it is dropped", async () => {
    const { bench, follow, matching } = openBench();
    await matching.sync();
    await matching.take(follow);
    await matching.sync();
    expect(bench.reads).toBe(2);
    await matching.drop(follow.number);
    bench.updatedAt = "2026-01-01T00:00:00.001Z";
    await matching.sync();
    expect(bench.reads).toBe(2);
  });
});
