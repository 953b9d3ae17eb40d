import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EmbedBatch, EmbedResult } from "../../src/domain/ingest/embed-batch.js";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import { collect, embedByOrdinal, makeBatch } from "../support/embed-batches.js";
import { until } from "../support/until.js";
import { describeEmbedRetries } from "./embed-retries.contract.js";

/** A backend that outlives the queues opened on it. Queues must retry fast. */
export interface EmbedQueueBackend {
  /** Opens a queue that fails a batch after 3 tries, or after the default number. */
  open(tries?: "default"): Promise<EmbedQueue>;
  /** Whether two queues can be open at once, as in two processes. */
  readonly sharable: boolean;
  close(): Promise<void>;
}

/** Each test gets an empty backend. */
export function describeEmbedQueue(name: string, create: () => Promise<EmbedQueueBackend>): void {
  describe(name, () => {
    let backend: EmbedQueueBackend;
    let opened: EmbedQueue[];
    const open: Open = async (tries) => {
      const queue = await backend.open(tries);
      opened.push(queue);
      return queue;
    };
    beforeEach(async () => {
      opened = [];
      backend = await create();
    }, 120_000);
    afterEach(async () => {
      await Promise.all(opened.map((queue) => queue.close()));
      await backend.close();
    });

    describeDelivery(open);
    describeEmbedRetries(open);
    describeLifeCycle(open, () => backend.sharable);
  });
}

type Open = EmbedQueueBackend["open"];

function describeDelivery(open: Open): void {
  it("returns vectors bit for bit, and each failure for its own text", async () => {
    const queue = await open();
    const exact = new Float32Array([0.1, -0, 1e-45, 3.4028235e38, 1 / 3]);
    const results: EmbedResult[] = [
      { vector: exact },
      { failure: "no words: \0 \ud800" },
      { vector: exact.toReversed() },
    ];
    const seen: EmbedBatch[] = [];
    const sink = await collect(queue);
    await queue.consumeBatches(async (batch) => (seen.push(batch), results), 1);
    const batch = makeBatch("category:1/a b", ["plain", "nul \0 and half a pair \ud83d", "größer 😀"]);
    await queue.publish([batch]);
    await until("the batch came back", () => sink.embedded.length === 1);
    expect(seen).toEqual([batch]);
    const papers = batch.papers.map(({ ordinal, textHash }) => ({ ordinal, textHash }));
    expect(sink.embedded[0]).toEqual({ id: batch.id, fingerprint: batch.fingerprint, papers, results });
  });

  it("runs a batch that is published twice only once", async () => {
    const queue = await open();
    const runs: string[] = [];
    await queue.publish([makeBatch("a"), makeBatch("a")]);
    await queue.publish([makeBatch("a"), makeBatch("b")]);
    await Promise.all([queue.publish([makeBatch("b")]), queue.publish([makeBatch("b")])]);
    const sink = await collect(queue);
    await queue.consumeBatches(async (batch) => (runs.push(batch.id), embedByOrdinal(batch)), 2);
    await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
    expect(runs.sort()).toEqual(["a", "b"]);
    expect(sink.embedded.map(({ id }) => id).sort()).toEqual(["a", "b"]);
  });

  it("delivers the batches that are due first, even ahead of those queued earlier", async () => {
    const queue = await open();
    const runs: string[] = [];
    await queue.publish([makeBatch("first", undefined, 5), makeBatch("second", undefined, 5)]);
    await queue.publish([makeBatch("urgent", undefined, 1), makeBatch("patient", undefined, 2_500_000)]);
    await queue.publish([makeBatch("third", undefined, 5), makeBatch("most urgent", undefined, 0)]);
    expect((await queue.listOutstanding()).size).toBe(6);
    expect((await queue.readStatus()).outstanding).toBe(6);
    await queue.consumeBatches(async (batch) => (runs.push(batch.id), embedByOrdinal(batch)), 1);
    await until("all were embedded", () => runs.length === 6);
    expect(runs).toEqual(["most urgent", "urgent", "first", "second", "third", "patient"]);
    // An index owner that starts late receives them in the same order.
    const sink = await collect(queue);
    await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
    expect(
      sink.embedded
        .map(({ id }) => id)
        .slice(0, 2)
        .sort(),
    ).toEqual(["most urgent", "urgent"]);
    expect(sink.embedded).toHaveLength(6);
  });

  it("does not embed a batch again that waits for the index owner", async () => {
    const queue = await open();
    let runs = 0;
    await queue.publish([makeBatch("a")]);
    await queue.consumeBatches(async (batch) => ((runs += 1), embedByOrdinal(batch)), 1);
    await until("it was embedded", () => runs === 1);
    await queue.publish([makeBatch("a")]);
    const sink = await collect(queue);
    await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
    expect([runs, sink.embedded.length]).toEqual([1, 1]);
  });

  it("runs a batch again when it is published after success or failure", async () => {
    const queue = await open();
    const sink = await collect(queue);
    let broken = true;
    await queue.consumeBatches(async (batch) => {
      if (broken) throw new Error("model is broken");
      return embedByOrdinal(batch);
    }, 1);
    await queue.publish([makeBatch("a")]);
    await until("it failed", () => sink.failed.length === 1);
    broken = false;
    for (const count of [1, 2]) {
      await until("it ended", async () => (await queue.listOutstanding()).size === 0);
      await queue.publish([makeBatch("a")]);
      await until("it came back", () => sink.embedded.length === count);
    }
  });

  it("lists and counts outstanding batches", async () => {
    const queue = await open();
    expect(await queue.readStatus()).toMatchObject({ ready: true, outstanding: 0 });
    await queue.publish(["a:1", "b/2", "3"].map((id) => makeBatch(id)));
    expect(await queue.listOutstanding()).toEqual(new Set(["a:1", "b/2", "3"]));
    expect(await queue.readStatus()).toMatchObject({ ready: true, outstanding: 3 });
    await collect(queue);
    await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
    await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
    expect(await queue.readStatus()).toMatchObject({ ready: true, outstanding: 0 });
  });
}

function describeLifeCycle(open: Open, isSharable: () => boolean): void {
  it("shares the work between consumers", async () => {
    const first = await open();
    // On a backend limited to one process, both consumers share a queue.
    const second = isSharable() ? await open() : first;
    const sink = await collect(first);
    const seen: string[][] = [[], []];
    // Each holds its first batch until the other has one too.
    const bothBusy = () => until("both have a batch", () => seen.every((ids) => ids.length > 0));
    for (const [index, queue] of [first, second].entries()) {
      await queue.consumeBatches(async (batch) => {
        seen[index]?.push(batch.id);
        await bothBusy();
        return embedByOrdinal(batch);
      }, 1);
    }
    const ids = ["a", "b", "c", "d", "e", "f"];
    await first.publish(ids.map((id) => makeBatch(id)));
    await until("all came back", () => sink.embedded.length === ids.length);
    expect(seen.flat().sort()).toEqual(ids);
  });

  it("finishes running batches when it closes, and leaves the rest to the next queue", async () => {
    const first = await open();
    await first.publish(["a", "b", "c"].map((id) => makeBatch(id)));
    const started: string[] = [];
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    await first.consumeBatches(async (batch) => (started.push(batch.id), await held, embedByOrdinal(batch)), 1);
    await until("one is under way", () => started.length === 1);
    const closing = first.close();
    release();
    await closing;
    expect(started).toHaveLength(1);
    expect((await first.readStatus()).ready).toBe(false);
    await expect(first.publish([makeBatch("d")])).rejects.toMatchObject({ code: "unavailable" });

    const next = await open();
    expect((await next.listOutstanding()).size).toBe(3);
    const sink = await collect(next);
    await next.consumeBatches(async (batch) => (started.push(batch.id), embedByOrdinal(batch)), 1);
    await until("all came back", () => sink.embedded.length === 3);
    expect(started.sort()).toEqual(["a", "b", "c"]);
  });
}
