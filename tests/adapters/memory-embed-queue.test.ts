import { createMemoryEmbedQueue, createMemoryQueueBacking } from "../../src/adapters/memory/embed-queue.js";
import { describeEmbedQueue } from "../contracts/embed-queue.contract.js";

describeEmbedQueue("the embed queue in memory", async () => {
  const backing = createMemoryQueueBacking();
  return {
    open: async (tries) =>
      createMemoryEmbedQueue({ backing, firstRetryMs: 1, ...(tries !== "default" && { attempts: 3 }) }),
    sharable: true,
    close: async () => undefined,
  };
});
