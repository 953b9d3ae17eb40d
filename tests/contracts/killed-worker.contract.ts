import { expect, it } from "vitest";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import { collect, embedByOrdinal, makeBatch } from "../support/embed-batches.js";
import { spawnQueueChild, type ChildTask } from "../support/spawn-queue-child.js";
import { until } from "../support/until.js";

export type QueueAddress = Pick<ChildTask, "kind" | "url" | "namespace">;

/** Part of the contract of the embed queue where several processes share it: what happens when one of them dies. */
export function describeKilledWorker(open: () => Promise<EmbedQueue>, tellAddress: () => QueueAddress): void {
  it.each([
    ["", 0],
    [", also when it took it before the clock was put back by an hour", 3_600_000],
  ])(
    "hands the batch of a killed process to another%s",
    async (_when, clockAheadMs) => {
      const queue = await open();
      const sink = await collect(queue);
      await queue.publish([makeBatch("a")]);
      const child = spawnQueueChild({ ...tellAddress(), role: "hold", publish: [], clockAheadMs });
      await until("the child has it", () => child.lines.includes("taken a"), 60_000);
      await child.kill();
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
      // The owner looks for lost batches every few seconds; locks that lie ahead are found on that way.
      await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
      expect(sink.embedded.map(({ id }) => id)).toEqual(["a"]);
    },
    120_000,
  );
}
