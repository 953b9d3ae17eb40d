import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { probeQueue } from "../../../src/adapters/bullmq/probe-queue.js";
import { createRedisEmbedQueue, createRedisSchedules } from "../../../src/adapters/bullmq/redis-embed-queue.js";
import { connectRedis } from "../../../src/adapters/redis/connect.js";
import { type Certificates, makeCertificates, opensslMissing } from "../../support/certificates.js";
import { collect, embedByOrdinal, makeBatch } from "../../support/embed-batches.js";
import type { LocalServer } from "../../support/local-server.js";
import { createLogCollector, makeQueueOptions } from "../../support/queue-options.js";
import { redisMissing, startRedis } from "../../support/start-redis.js";
import { until } from "../../support/until.js";

const missing = redisMissing ?? opensslMissing;

describe.skipIf(missing)(`Redis with TLS and a password${missing ? ` (skipped: ${missing})` : ""}`, () => {
  let folder: string;
  let certificates: Certificates;
  let server: LocalServer;
  let ca: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "paperkin-tls-"));
    certificates = makeCertificates(folder);
    ca = readFileSync(certificates.authority, "utf8");
    server = await startRedis({ certificates, password: "s3cret" });
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });
  const { logger } = createLogCollector();

  it("carries batches to workers and back, also after it was down", async () => {
    const queue = await createRedisEmbedQueue({ ...makeQueueOptions(), url: server.url, ca });
    try {
      const { embedded } = await collect(queue);
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
      await queue.publish([makeBatch("first")]);
      await until("the first batch is embedded", () => embedded.length === 1);
      await server.kill();
      await server.restart();
      await until("the second batch is taken", () =>
        queue.publish([makeBatch("second")]).then(
          () => true,
          () => false,
        ),
      );
      await until("the second batch is embedded", () => embedded.length === 2);
    } finally {
      await queue.close();
    }
  });

  it("hands out what is due", async () => {
    const schedules = await createRedisSchedules({ logger, url: server.url, ca });
    try {
      const due: string[] = [];
      await schedules.consume(async ({ id }) => void due.push(id));
      await schedules.set("digest", { cron: "* * * * * *" });
      await until("the digest is due", () => due.includes("digest"));
    } finally {
      await schedules.close();
    }
  });

  it("takes commands, and tells the probe its version", async () => {
    const connection = await connectRedis({ url: server.url, ca });
    expect(await connection.pipe([["PING"]])).toEqual(["PONG"]);
    connection.close();
    expect(await probeQueue({ url: server.url, ca }, "")).toMatchObject({ version: expect.stringMatching(/^\d/) });
  });

  describe("that cannot be trusted", () => {
    const fail = async (url: string, authority?: string) => {
      const failures = [
        createRedisEmbedQueue({ ...makeQueueOptions(), url, ca: authority }),
        createRedisSchedules({ logger, url, ca: authority }),
        connectRedis({ url, ca: authority }),
      ].map((opening) =>
        opening.then(
          () => expect.fail("it was opened"),
          (error: unknown) => error,
        ),
      );
      return Promise.all(failures);
    };
    const expectAdvice = (failures: readonly unknown[], advice: RegExp) => {
      for (const failure of failures)
        expect(failure).toMatchObject({ code: "unavailable", message: expect.stringMatching(advice) });
      expect(failures.map(String).join()).not.toContain("s3cret");
    };

    it("names REDIS_CA where the authority is unknown or another one", async () => {
      const other = mkdtempSync(join(folder, "other-"));
      const foreign = readFileSync(makeCertificates(other).authority, "utf8");
      const advice = /certificate.*[Ll]et REDIS_CA name the file/;
      expectAdvice(await fail(server.url), advice);
      expectAdvice(await fail(server.url, foreign), /certificate.*REDIS_CA/);
      expect(await probeQueue({ url: server.url }, "")).toMatchObject({ flaw: expect.stringMatching(advice) });
    });

    it("says that the certificate is for another name", async () => {
      const url = server.url.replace("127.0.0.1", "localhost");
      expectAdvice(await fail(url, ca), /use a name of its certificate in REDIS_URL/i);
    });

    it("says so where only the server has TLS", async () => {
      expectAdvice(await fail(server.url.replace("rediss:", "redis:")), /begin with rediss:\/\//);
    });
  });
});
