import { join } from "node:path";
import { createDeferredQueue } from "../adapters/bullmq/deferred-queue.js";
import { dataFolderNames } from "../adapters/data-folder.js";
import type { Config } from "../config.js";
import type { EmbedQueue } from "../ports/ingest/embed-queue.js";
import type { Logger } from "../ports/logger.js";

/**
 * Connects the queue that the settings name: Redis, PostgreSQL, or PGlite in the data folder, which opens when there is
 * a batch to queue. Throws `unavailable`.
 */
export async function openQueue(config: Config, logger: Logger): Promise<EmbedQueue> {
  const { redisUrl, redisCa: ca, databaseUrl, queueName: namespace } = config;
  if (redisUrl !== undefined) {
    const { createRedisEmbedQueue } = await import("../adapters/bullmq/redis-embed-queue.js");
    return createRedisEmbedQueue({ url: redisUrl, ca, namespace, logger });
  }
  if (databaseUrl !== undefined) {
    const { createPostgresEmbedQueue } = await import("../adapters/bullmq/postgres-embed-queue.js");
    return createPostgresEmbedQueue({ url: databaseUrl, namespace, logger });
  }
  const folder = join(config.dataDir, dataFolderNames.queue);
  return createDeferredQueue({
    name: `PGlite in ${folder}`,
    async open() {
      const { createPgliteEmbedQueue } = await import("../adapters/bullmq/pglite/embed-queue.js");
      return createPgliteEmbedQueue({ folder, logger });
    },
  });
}

/** A queue in memory, for a library that lives no longer than the process or that embeds nothing. */
export async function openMemoryQueue(): Promise<EmbedQueue> {
  const { createMemoryEmbedQueue } = await import("../adapters/memory/embed-queue.js");
  return createMemoryEmbedQueue();
}

/** Whether workers of other processes can take batches from the queue. */
export function isQueueShared({ redisUrl, databaseUrl }: Config): boolean {
  return redisUrl !== undefined || databaseUrl !== undefined;
}
