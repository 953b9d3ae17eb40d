import { createPostgresSchedules } from "../../src/adapters/bullmq/postgres-embed-queue.js";
import { createRedisSchedules } from "../../src/adapters/bullmq/redis-embed-queue.js";
import type { SchedulesChildTask } from "./spawn-schedules-child.js";

/** A process that consumes schedules, so that tests can kill it. It prints the time of each that it is handed. */
const task = JSON.parse(process.argv[2] ?? "") as SchedulesChildTask;
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const create = { redis: createRedisSchedules, postgres: createPostgresSchedules }[task.kind];
const schedules = await create({ ...task, logger, lockMs: 1_000, firstRetryMs: 20 });
await schedules.consume(async ({ at }) => {
  process.stdout.write(`${at.toISOString()}\n`);
  if (task.role === "hold") await new Promise(() => undefined);
});
process.stdout.write("ready\n");
