import { expect, it } from "vitest";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import { collect, embedByOrdinal, makeBatch } from "../support/embed-batches.js";
import { spawnQueueChild, type ChildTask } from "../support/spawn-queue-child.js";
import { until } from "../support/until.js";

export type QueueAddress = Pick<ChildTask, "kind" | "url" | "namespace">;

/** Part of the contract of an embed queue shared by several processes: one of them is killed. */
export function describeKilledWorker(open: () => Promise<EmbedQueue>, getAddress: () => QueueAddress): void {
  it.each([
    ["", 0],
    [", even if the clock moves back an hour after it took the batch", 3_600_000],
  ])(
    "hands the batch of a killed process to another%s",
    async (_when, clockAheadMs) => {
      const queue = await open();
      const sink = await collect(queue);
      await queue.publish([makeBatch("a")]);
      const child = spawnQueueChild({ ...getAddress(), role: "hold", publish: [], clockAheadMs });
      await until("the child has it", () => child.lines.includes("taken a"), 60_000);
      await child.kill();
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
      // The owner checks for lost batches every few seconds, which also finds locks dated in the future.
      await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
      expect(sink.embedded.map(({ id }) => id)).toEqual(["a"]);
    },
    120_000,
  );
}
