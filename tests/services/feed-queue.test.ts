import { describe, expect, it } from "vitest";
import { createMemoryEmbedQueue, createMemoryQueueBacking } from "../../src/adapters/memory/embed-queue.js";
import type { EmbedBatch, PaperText } from "../../src/domain/ingest/embed-batch.js";
import { AppError } from "../../src/errors.js";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import type { WorkStore } from "../../src/ports/ingest/work-store.js";
import { createQueueFeeder } from "../../src/services/ingest/feed-queue.js";
import { createLogCollector } from "../support/queue-options.js";

/** The waiting papers of one job, as the feeder sees them. */
function createWork(papers: PaperText[]): WorkStore & { readonly batchOf: Map<number, string> } {
  const batchOf = new Map<number, string>();
  const listFree = () => papers.filter(({ ordinal }) => !batchOf.has(ordinal));
  let given = 0;
  return {
    batchOf,
    async listJobShares() {
      const share = { jobId: "job", priority: "normal", batches: new Set(batchOf.values()).size, done: 0 } as const;
      return listFree().length > 0 ? [share] : [];
    },
    listWaiting: async (_jobId, limit) => listFree().slice(0, limit),
    async assignBatch({ id, ordinals }) {
      for (const ordinal of ordinals) batchOf.set(ordinal, id);
      return given++;
    },
    listBatches: async () => [...new Set(batchOf.values())],
    async releaseBatches(ids) {
      for (const [ordinal, id] of batchOf) if (ids.includes(id)) batchOf.delete(ordinal);
    },
    saveResults: async () => undefined,
    failBatch: async () => undefined,
  };
}

const makeTexts = (count: number): PaperText[] =>
  Array.from({ length: count }, (_, index) => ({
    ordinal: index + 1,
    textHash: `hash ${index}`,
    text: "x".repeat(((index * 37) % 100) + 1),
  }));

function createFeeder(papers: PaperText[]) {
  const backing = createMemoryQueueBacking();
  const { lines, logger } = createLogCollector();
  const work = createWork(papers);
  let outage = false;
  let begun = 0;
  const memory = createMemoryEmbedQueue({ backing });
  const published: EmbedBatch[] = [];
  const queue: EmbedQueue = {
    ...memory,
    async publish(batches) {
      if (outage) throw new AppError("unavailable", "the queue is away");
      published.push(...batches);
      return memory.publish(batches);
    },
  };
  const feeder = createQueueFeeder({
    work,
    queue,
    fingerprint: "model",
    embeddingRate: { begin: () => void (begun += 1) },
    logger,
  });
  const messages = () => lines.map(({ message }) => message);
  const setOutage = (isAway: boolean) => (outage = isAway);
  return { feeder, work, backing, published, messages, setOutage, countBegun: () => begun };
}

describe("the queue's feeder", () => {
  it("puts each waiting paper into one batch of at most 64, oldest first", async () => {
    const papers = makeTexts(150);
    const { feeder, published } = createFeeder(papers);
    feeder.feed();
    await feeder.settle();
    expect(published.map((batch) => batch.papers.length)).toEqual([64, 64, 22]);
    expect(published.flatMap((batch) => batch.papers.map(({ ordinal }) => ordinal))).toEqual(
      papers.map(({ ordinal }) => ordinal),
    );
    expect(published.every(({ fingerprint }) => fingerprint === "model")).toBe(true);
  });

  it("publishes nothing twice, however often it is called", async () => {
    const { feeder, published } = createFeeder(makeTexts(10));
    for (let call = 0; call < 5; call += 1) feeder.feed();
    await feeder.settle();
    feeder.reconcile();
    await feeder.settle();
    expect(published).toHaveLength(1);
  });

  it("keeps the queue short when there are many papers", async () => {
    const { feeder, published, work, countBegun } = createFeeder(makeTexts(3000));
    feeder.feed();
    await feeder.settle();
    expect(published).toHaveLength(8);
    expect(work.batchOf.size).toBe(512);
    expect(countBegun()).toBe(1);
  });

  it("does not restart the embedding rate when no papers wait", async () => {
    const { feeder, published, countBegun } = createFeeder([]);
    feeder.reconcile();
    await feeder.settle();
    expect([published.length, countBegun()]).toEqual([0, 0]);
  });

  it("requeues the papers of lost batches under the same batch id", async () => {
    const { feeder, published, backing, messages } = createFeeder(makeTexts(10));
    feeder.feed();
    await feeder.settle();
    backing.jobs.clear();
    feeder.reconcile();
    await feeder.settle();
    expect(published.map(({ id }) => id)).toEqual([published[0]?.id, published[0]?.id]);
    expect(messages()).toEqual(["Papers of batches lost from the queue are queued again."]);
  });

  it("leaves papers waiting while the queue is unavailable, logs it once and resumes later", async () => {
    const { feeder, published, work, messages, setOutage } = createFeeder(makeTexts(10));
    setOutage(true);
    for (let call = 0; call < 3; call += 1) {
      feeder.feed();
      await feeder.settle();
    }
    expect([published.length, work.batchOf.size]).toEqual([0, 0]);
    expect(messages()).toEqual(["The queue cannot be fed; papers wait in the store."]);
    setOutage(false);
    feeder.reconcile();
    await feeder.settle();
    expect([published.length, work.batchOf.size]).toEqual([1, 10]);
  });
});
