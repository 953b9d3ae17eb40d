import type { Config } from "../config.js";
import { openings } from "../domain/library/opening.js";
import type { Schedules } from "../ports/desk/schedules.js";
import type { LibraryOptions } from "./start-library.js";

/** The schedules of a server are where its queue is; a folder without a server for it keeps them itself. */
export async function openSchedules(
  config: Config,
  { opening, logger }: Pick<LibraryOptions, "opening" | "logger">,
  openInFolder: () => Schedules,
): Promise<Schedules> {
  if (!openings[opening].serves) return openInFolder();
  const { redisUrl, redisCa: ca, databaseUrl, queueName: namespace } = config;
  if (redisUrl !== undefined) {
    const { createRedisSchedules } = await import("../adapters/bullmq/redis-embed-queue.js");
    return createRedisSchedules({ url: redisUrl, ca, namespace, logger });
  }
  if (databaseUrl !== undefined) {
    const { createPostgresSchedules } = await import("../adapters/bullmq/postgres-embed-queue.js");
    return createPostgresSchedules({ url: databaseUrl, namespace, logger });
  }
  return openInFolder();
}
