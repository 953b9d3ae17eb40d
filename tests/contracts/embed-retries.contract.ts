import { setTimeout as delay } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import { collect, embedByOrdinal, makeBatch } from "../support/embed-batches.js";
import { until } from "../support/until.js";

function putClockAhead() {
  const readClock = Date.now;
  return vi.spyOn(Date, "now").mockImplementation(() => readClock() + 3_600_000);
}

/** Part of the contract of the embed queue: batches that fail. */
export function describeEmbedRetries(open: (tries?: "default") => Promise<EmbedQueue>): void {
  it("retries a batch that cannot be embedded, then reports why it failed", async () => {
    const queue = await open();
    const sink = await collect(queue);
    let tries = 0;
    await queue.consumeBatches(async (batch) => {
      if (batch.id === "good") return embedByOrdinal(batch);
      tries += 1;
      throw new Error("out of memory \0");
    }, 2);
    await queue.publish([makeBatch("bad"), makeBatch("good")]);
    await until("it was given up", () => sink.failed.length === 1);
    expect(tries).toBe(3);
    expect(sink.failed[0]).toMatchObject({ id: "bad", reason: expect.stringContaining("out of memory") });
    await until("the other one came back", () => sink.embedded.length === 1);
    await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
  });

  it("tries a batch 8 times by default", async () => {
    const queue = await open("default");
    const sink = await collect(queue);
    let tries = 0;
    await queue.consumeBatches(async () => {
      tries += 1;
      throw new Error("out of memory");
    }, 1);
    await queue.publish([makeBatch("bad")]);
    await until("it was given up", () => sink.failed.length === 1);
    expect(tries).toBe(8);
    await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
  });

  it("retries a batch even if the clock moves back an hour", async () => {
    const queue = await open();
    const sink = await collect(queue);
    const clock = putClockAhead();
    let tries = 0;
    await queue.consumeBatches(async (batch) => {
      tries += 1;
      if (tries > 1) return embedByOrdinal(batch);
      // The queue schedules the next try before this callback runs.
      setImmediate(() => clock.mockRestore());
      throw new Error("the model is busy");
    }, 1);
    await queue.publish([makeBatch("a")]);
    // The owner checks for lost batches every few seconds, which also finds overdue ones.
    await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0, 60_000);
    expect([tries, sink.embedded.length]).toEqual([2, 1]);
  }, 90_000);

  it("leaves a batch to its worker even if the clock moves back an hour", async () => {
    const queue = await open();
    const sink = await collect(queue);
    const clock = putClockAhead();
    let runs = 0;
    await queue.consumeBatches(async (batch) => {
      runs += 1;
      clock.mockRestore();
      // Three times the duration of a lock.
      await delay(3_000);
      return embedByOrdinal(batch);
    }, 2);
    await queue.publish([makeBatch("a")]);
    await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
    expect([runs, sink.embedded.length]).toEqual([1, 1]);
  });

  it("fails a batch when the handler returns too few results", async () => {
    const queue = await open();
    const sink = await collect(queue);
    await queue.consumeBatches(async () => [], 1);
    await queue.publish([makeBatch("a")]);
    await until("it was given up", () => sink.failed.length === 1);
    expect(sink.failed[0]?.reason).toContain("expected");
  });

  it("retries the index owner without embedding the batch again", async () => {
    const queue = await open();
    let [runs, tries] = [0, 0];
    await queue.consumeBatches(async (batch) => ((runs += 1), embedByOrdinal(batch)), 1);
    await queue.consumeEmbedded({
      async keepVectors() {
        tries += 1;
        if (tries === 1) throw new Error("disk is busy");
      },
      failBatch: async () => undefined,
    });
    await queue.publish([makeBatch("a")]);
    await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
    expect([runs, tries]).toEqual([1, 2]);
  });

  it("reports why the index owner cannot save a batch", async () => {
    const queue = await open();
    const failed: unknown[] = [];
    await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
    await queue.consumeEmbedded({
      keepVectors: () => Promise.reject(new Error("disk is full")),
      failBatch: async (batch) => void failed.push(batch),
    });
    await queue.publish([makeBatch("a")]);
    await until("it was given up", () => failed.length === 1);
    expect(failed).toEqual([{ id: "a", reason: "disk is full" }]);
  });
}
