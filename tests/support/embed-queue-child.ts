import { createPgliteEmbedQueue } from "../../src/adapters/bullmq/pglite/embed-queue.js";
import { createPostgresEmbedQueue } from "../../src/adapters/bullmq/postgres-embed-queue.js";
import { createRedisEmbedQueue } from "../../src/adapters/bullmq/redis-embed-queue.js";
import { embedByOrdinal, makeBatch } from "./embed-batches.js";
import type { ChildTask } from "./spawn-queue-child.js";

/**
 * A process that consumes a queue, so that tests can kill it. It prints a line for each batch that it reserves (`taken
 * a`) and for each that came back (`embedded a`).
 */
const task = JSON.parse(process.argv[2] ?? "") as ChildTask;
const readClock = Date.now;
Date.now = () => readClock() + (task.clockAheadMs ?? 0);
const print = (line: string) => process.stdout.write(`${line}\n`);
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const options = { ...task, logger, lockMs: 1_000, stalledCheckMs: 200 };
const create = {
  redis: createRedisEmbedQueue,
  postgres: createPostgresEmbedQueue,
  pglite: createPgliteEmbedQueue,
};
const queue = await create[task.kind]({ url: "", folder: "", ...options });

if (task.role === "hold") {
  await queue.consumeBatches((batch) => (print(`taken ${batch.id}`), new Promise(() => undefined)), 1);
} else {
  let left = task.publish.length;
  await queue.publish(task.publish.map((id) => makeBatch(id)));
  const emptied = new Promise<void>((resolve) => {
    const keepVectors = async ({ id }: { id: string }) => {
      print(`embedded ${id}`);
      if ((left -= 1) === 0) resolve();
    };
    void queue.consumeEmbedded({ keepVectors, failBatch: async () => undefined });
  });
  await queue.consumeBatches(async (batch) => (print(`taken ${batch.id}`), embedByOrdinal(batch)), 1);
  await emptied;
  await queue.close();
  print("closed");
}
