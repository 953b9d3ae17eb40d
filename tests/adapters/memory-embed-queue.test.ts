import { createMemoryEmbedQueue, createMemoryQueueBacking } from "../../src/adapters/memory/embed-queue.js";
import { describeEmbedQueue } from "../contracts/embed-queue.contract.js";

describeEmbedQueue("the embed queue in memory", async () => {
  const backing = createMemoryQueueBacking();
  return {
    open: async () => createMemoryEmbedQueue({ backing, attempts: 3, firstRetryMs: 1 }),
    sharable: true,
    close: async () => undefined,
  };
});
