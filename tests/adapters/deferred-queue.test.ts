import { afterEach, describe, expect, it, vi } from "vitest";
import { createDeferredQueue } from "../../src/adapters/bullmq/deferred-queue.js";
import { createMemoryEmbedQueue, createMemoryQueueBacking } from "../../src/adapters/memory/embed-queue.js";
import { describeEmbedQueue } from "../contracts/embed-queue.contract.js";
import { collect, embedByOrdinal, makeBatch } from "../support/embed-batches.js";
import { until } from "../support/until.js";

describeEmbedQueue("a deferred embed queue", async () => {
  const backing = createMemoryQueueBacking();
  return {
    open: async (tries) => {
      const attempts = tries === "default" ? {} : { attempts: 3 };
      const open = async () => createMemoryEmbedQueue({ backing, firstRetryMs: 1, ...attempts });
      return createDeferredQueue({ name: "memory", open });
    },
    sharable: false,
    close: async () => undefined,
  };
});

describe("a deferred embed queue without batches", () => {
  const opened = vi.fn<() => void>();
  const closed = vi.fn<() => void>();
  const create = (idleMs?: number) => {
    const backing = createMemoryQueueBacking();
    const open = async () => {
      opened();
      const queue = createMemoryEmbedQueue({ backing });
      return { ...queue, close: () => queue.close().then(closed) };
    };
    return createDeferredQueue({ name: "memory", open, ...(idleMs !== undefined && { idleMs }) });
  };
  afterEach(() => {
    vi.resetAllMocks();
  });

  it("is not opened by its consumers or its status, and says that it is ready", async () => {
    const queue = create();
    await collect(queue);
    await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
    expect(await queue.readStatus()).toEqual({ ready: true, outstanding: 0, detail: "memory" });
    await queue.close();
    expect([opened.mock.calls.length, closed.mock.calls.length]).toEqual([0, 0]);
  });

  it("is closed when it is empty, and the next batch opens it again with the same consumers", async () => {
    const queue = create(20);
    const sink = await collect(queue);
    await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
    for (const turn of [1, 2]) {
      await queue.publish([makeBatch(`batch ${turn}`)]);
      await until("the batch came back", () => sink.embedded.length === turn);
      await until("the queue is closed", () => closed.mock.calls.length === turn);
    }
    expect(opened).toHaveBeenCalledTimes(2);
    await queue.close();
  });

  it("stays open while a batch is on it", async () => {
    const queue = create(10);
    await queue.publish([makeBatch("waiting")]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(closed).not.toHaveBeenCalled();
    expect(await queue.listOutstanding()).toEqual(new Set(["waiting"]));
    await queue.close();
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it("reports why it cannot be opened until it can", async () => {
    const queue = create();
    opened.mockImplementationOnce(() => {
      throw new Error("the disk is full");
    });
    await expect(queue.publish([makeBatch("a")])).rejects.toThrow("the disk is full");
    expect(await queue.readStatus()).toEqual({ ready: false, outstanding: 0, detail: "the disk is full" });
    await queue.publish([makeBatch("a")]);
    expect(await queue.readStatus()).toMatchObject({ ready: true, outstanding: 1 });
    await queue.close();
  });
});
