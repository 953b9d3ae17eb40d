import { afterAll, beforeAll, describe } from "vitest";
import { createPostgresSchedules } from "../../src/adapters/bullmq/postgres-embed-queue.js";
import { createRedisSchedules } from "../../src/adapters/bullmq/redis-embed-queue.js";
import type { Schedules } from "../../src/ports/desk/schedules.js";
import { describeKilledSchedules } from "../contracts/killed-schedules.contract.js";
import { describeSchedules } from "../contracts/schedules.contract.js";
import type { LocalServer } from "../support/local-server.js";
import { createLogCollector } from "../support/queue-options.js";
import { postgresMissing, startPostgres } from "../support/start-postgres.js";
import { redisMissing, startRedis } from "../support/start-redis.js";

const kinds = [
  { kind: "redis", missing: redisMissing, start: startRedis, create: createRedisSchedules },
  { kind: "postgres", missing: postgresMissing, start: startPostgres, create: createPostgresSchedules },
] as const;

describe.each(kinds)("schedules on $kind", ({ kind, missing, start, create }) => {
  describe.skipIf(missing)(missing ?? "as they are", () => {
    let server: LocalServer;
    let namespaces = 0;
    const times = { lockMs: 1_000, firstRetryMs: 20 };
    const opened: Schedules[] = [];
    const open = async (namespace: string) => {
      const { logger } = createLogCollector();
      const schedules = await create({ logger, url: server.url, namespace, ...times });
      opened.push(schedules);
      return schedules;
    };
    beforeAll(async () => {
      server = await start();
    }, 120_000);
    afterAll(async () => {
      await Promise.all(opened.map((schedules) => schedules.close()));
      await server.stop();
    });

    describeSchedules("contract", async () => {
      const namespace = `test${(namespaces += 1)}`;
      return { open: () => open(namespace), close: async () => undefined };
    });

    describe("several processes", () => {
      let namespace = "";
      const openNext = () => open((namespace = `test${(namespaces += 1)}`));
      describeKilledSchedules(openNext, () => ({ kind, url: server.url, namespace }));
    });
  });
});
