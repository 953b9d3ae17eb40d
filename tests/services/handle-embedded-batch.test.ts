import { describe, expect, it } from "vitest";
import type { EmbeddedBatch, EmbedResult } from "../../src/domain/ingest/embed-batch.js";
import type { FailedText, NewVector } from "../../src/ports/ingest/work-store.js";
import { createEmbeddedBatchHandler } from "../../src/services/ingest/handle-embedded-batch.js";
import { createLogCollector } from "../support/queue-options.js";

const good: EmbedResult = { vector: Float32Array.of(0.6, 0, 0.8) };
const flawed: readonly (readonly [string, EmbedResult, string])[] = [
  ["with another model's length", { vector: Float32Array.of(0.6, 0.8) }, "expected 3 numbers, received 2"],
  ["without numbers", { vector: new Float32Array(0) }, "expected 3 numbers, received 0"],
  ["with NaN", { vector: Float32Array.of(0.6, Number.NaN, 0.8) }, "expected finite numbers"],
  ["with Infinity", { vector: Float32Array.of(Infinity, 0, 0) }, "expected finite numbers"],
  ["of zeros", { vector: new Float32Array(3) }, "expected a vector of length 1, received length 0.00"],
  ["of length 2", { vector: Float32Array.of(0, 2, 0) }, "expected a vector of length 1, received length 2.00"],
];

describe("the index owner", () => {
  it.each(flawed)("rejects a vector %s and keeps the other 63 of the batch", async (_what, result, reason) => {
    const owner = createOwner();
    await owner.keep(Array.from({ length: 64 }, (_, index) => (index === 40 ? result : good)));
    expect(owner.saved.map(({ ordinal }) => ordinal)).toEqual(
      Array.from({ length: 64 }, (_, index) => index + 1).filter((ordinal) => ordinal !== 41),
    );
    expect(owner.failed).toEqual([]);
    expect(owner.warnings()).toEqual([
      { batch: "b", papers: 1, reason: `a worker returned an invalid result: ${reason}` },
    ]);
    // Not released at once: the periodic check for lost batches provides the pause before the next attempt.
    expect(owner.released).toEqual([]);
  });

  it("fails a paper, and only that one, with the reason after five rejected vectors", async () => {
    const owner = createOwner();
    const [, result, reason] = flawed[2]!;
    for (let tried = 1; tried < 5; tried += 1) await owner.keep([good, result]);
    expect([owner.failed, owner.released]).toEqual([[], []]);
    await owner.keep([good, result]);
    expect(owner.failed).toEqual([
      { ordinal: 2, textHash: "hash 2", reason: `a worker returned an invalid result: ${reason}` },
    ]);
    expect(owner.released).toEqual(["b"]);
    // A retry of the job allows the same number of attempts again.
    await owner.keep([good, result]);
    expect(owner.failed).toHaveLength(1);
  });

  it("resets the attempts of a paper once it has a vector", async () => {
    const owner = createOwner();
    const bad = flawed[0]![1];
    for (let tried = 1; tried < 5; tried += 1) await owner.keep([bad]);
    await owner.keep([good]);
    for (let tried = 1; tried < 5; tried += 1) await owner.keep([bad]);
    expect(owner.failed).toEqual([]);
  });

  it("rejects a batch whose number of results differs from its number of papers", async () => {
    for (const count of [0, 1, 3]) {
      const owner = createOwner();
      await owner.keep(
        Array.from({ length: count }, () => good),
        2,
      );
      expect([owner.saved, owner.failed]).toEqual([[], []]);
      expect(owner.warnings()).toMatchObject([{ papers: 2, reason: expect.stringContaining(`${count} results for`) }]);
    }
  });
});

function createOwner() {
  const { lines, logger } = createLogCollector();
  const saved: NewVector[] = [];
  const failed: FailedText[] = [];
  const released: string[] = [];
  const indexBatch = createEmbeddedBatchHandler({
    work: {
      listJobShares: async () => [],
      listWaiting: async () => [],
      assignBatch: async () => 0,
      listBatches: async () => [],
      releaseBatches: async (ids) => void released.push(...ids),
      async saveResults(results) {
        saved.push(...results.vectors);
        failed.push(...results.failures);
      },
      failBatch: async () => undefined,
    },
    fingerprint: "model",
    dimensions: 3,
    syncVectors: async () => undefined,
    feedQueue: () => undefined,
    embeddingRate: { note: () => undefined },
    logger,
  });
  return {
    saved,
    failed,
    released,
    warnings: () => lines.map(({ fields }) => fields),
    keep(results: readonly EmbedResult[], papers = results.length): Promise<void> {
      const heads = Array.from({ length: papers }, (_, index) => ({
        ordinal: index + 1,
        textHash: `hash ${index + 1}`,
      }));
      return indexBatch.keepVectors({ id: "b", fingerprint: "model", papers: heads, results } satisfies EmbeddedBatch);
    },
  };
}
