import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createRedisEmbedQueue } from "../../src/adapters/bullmq/redis-embed-queue.js";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import { describeEmbedQueue } from "../contracts/embed-queue.contract.js";
import { describeKilledWorker } from "../contracts/killed-worker.contract.js";
import { collect, embedByOrdinal, makeBatch } from "../support/embed-batches.js";
import type { LocalServer } from "../support/local-server.js";
import { createLogCollector, makeQueueOptions } from "../support/queue-options.js";
import { spawnQueueChild } from "../support/spawn-queue-child.js";
import { redisMissing, startRedis } from "../support/start-redis.js";
import { until } from "../support/until.js";

const reason = redisMissing ? ` (skipped: ${redisMissing})` : "";

describe.skipIf(redisMissing)(`the embed queue on Redis${reason}`, () => {
  let server: LocalServer;
  let namespaces = 0;
  let namespace: string;
  const opened: EmbedQueue[] = [];
  const open = async (logger = createLogCollector().logger) => {
    const queue = await createRedisEmbedQueue({ ...makeQueueOptions(logger), url: server.url, namespace });
    opened.push(queue);
    return queue;
  };
  const nextNamespace = () => (namespace = `test${(namespaces += 1)}`);
  beforeAll(async () => {
    server = await startRedis();
  }, 120_000);
  afterAll(() => server.stop());

  describeEmbedQueue("contract", async () => {
    const own = nextNamespace();
    return {
      open: (tries) =>
        createRedisEmbedQueue({ ...makeQueueOptions(undefined, tries), url: server.url, namespace: own }),
      sharable: true,
      close: async () => undefined,
    };
  });

  describe("outages and limits", () => {
    beforeEach(nextNamespace);
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((queue) => queue.close()));
    });

    it("reports an unreachable server without revealing the password", async () => {
      const url = "redis://someone:verysecret@127.0.0.1:1/2";
      const failure = await createRedisEmbedQueue({ ...makeQueueOptions(), url }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: "unavailable", message: expect.stringContaining("127.0.0.1:1") });
      expect(String(failure)).toContain("ECONNREFUSED");
      expect(String(failure)).not.toContain("secret");
    });

    it("recovers when the server is back, and logs one line each for outage and recovery", async () => {
      const output = [vi.spyOn(console, "error"), vi.spyOn(console, "warn"), vi.spyOn(process.stderr, "write")];
      const { lines, logger } = createLogCollector();
      const queue = await open(logger);
      const sink = await collect(queue);
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
      await queue.publish([makeBatch("before")]);
      await until("the first came back", () => sink.embedded.length === 1);

      await server.kill();
      await until("the loss was seen", () => lines.length > 0);
      const startMs = performance.now();
      await expect(queue.publish([makeBatch("during")])).rejects.toMatchObject({ code: "unavailable" });
      expect(await queue.readStatus()).toMatchObject({
        ready: false,
        detail: expect.stringContaining("127.0.0.1"),
      });
      expect(performance.now() - startMs).toBeLessThan(3_000);
      await server.restart();
      await until("it is ready again", async () => (await queue.readStatus()).ready);
      await queue.publish([makeBatch("after")]);
      await until("the last came back", () => sink.embedded.at(-1)?.id === "after");

      await until("the return was logged", () => lines.length > 1);
      expect(lines.map(({ level }) => level)).toEqual(["warn", "info"]);
      expect(output.flatMap((spy) => spy.mock.calls)).toEqual([]);
      output.forEach((spy) => spy.mockRestore());
    });

    it("keeps its batches across a server crash", async () => {
      const queue = await open();
      await queue.publish([makeBatch("a"), makeBatch("b")]);
      await server.kill();
      await server.restart();
      await until("it is ready again", async () => (await queue.readStatus()).ready);
      expect(await queue.listOutstanding()).toEqual(new Set(["a", "b"]));
    });

    it("accepts batches again after the server loses them", async () => {
      const queue = await open();
      await queue.publish([makeBatch("a")]);
      const redis = new Redis(server.url);
      await redis.flushall();
      redis.disconnect();
      expect((await queue.listOutstanding()).size).toBe(0);
      const sink = await collect(queue);
      await queue.publish([makeBatch("a")]);
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
      await until("it came back", () => sink.embedded.length === 1);
    });

    it("closes quickly while the server is down", async () => {
      const queue = await open();
      await collect(queue);
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
      await server.kill();
      await until("it is not ready", async () => !(await queue.readStatus()).ready);
      const startMs = performance.now();
      await queue.close();
      expect(performance.now() - startMs).toBeLessThan(6_000);
      await server.restart();
    });

    describeKilledWorker(open, () => ({ kind: "redis", url: server.url, namespace }));

    it("hands the batch of a killed process to another even if the server's clock moves back an hour", async () => {
      const queue = await open();
      const sink = await collect(queue);
      await queue.publish([makeBatch("a")]);
      const child = spawnQueueChild({ kind: "redis", url: server.url, namespace, role: "hold", publish: [] });
      await until("the child has it", () => child.lines.includes("taken a"), 60_000);
      await child.kill();
      // Redis stores expiry as absolute time, so keys about to expire last an hour longer when its clock moves back.
      const redis = new Redis(server.url);
      const locks = await redis.keys(`${namespace}:embed:*:lock`);
      for (const key of [`${namespace}:embed:stalled-check`, ...locks]) await redis.pexpire(key, 3_600_000);
      redis.disconnect();
      expect(locks).toHaveLength(1);
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
      await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
      expect(sink.embedded.map(({ id }) => id)).toEqual(["a"]);
    }, 120_000);

    it("keeps a bounded number of keys, however many batches it processes", async () => {
      const redis = new Redis(server.url);
      const queue = await open();
      const sink = await collect(queue);
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 4);
      await queue.publish(Array.from({ length: 300 }, (_, index) => makeBatch(`batch ${index}`)));
      await until("all came back", () => sink.embedded.length === 300, 60_000);
      await until("the queue is empty", async () => (await queue.listOutstanding()).size === 0);
      expect((await redis.keys(`${namespace}:*`)).length).toBeLessThan(14);
      // Redis trims streams by whole nodes of 100 entries.
      expect(await redis.xlen(`${namespace}:embed:events`)).toBeLessThan(300);
      redis.disconnect();
    }, 90_000);

    it("says in its status that Redis is full, or that it may drop batches", async () => {
      const redis = new Redis(server.url);
      const queue = await open();
      expect(await queue.readStatus()).toMatchObject({ ready: true, detail: expect.stringMatching(/:\d+$/) });
      await redis.config("SET", "maxmemory", "1mb");
      const full = { ready: false, detail: expect.stringContaining("its memory is full (maxmemory is 1.0 MB)") };
      expect(await queue.readStatus()).toMatchObject(full);
      await expect(queue.publish([makeBatch("one")])).rejects.toMatchObject({ code: "unavailable" });
      await redis.config("SET", "maxmemory", "1gb", "maxmemory-policy", "allkeys-lru");
      const dropping = { ready: true, detail: expect.stringContaining("maxmemory-policy is allkeys-lru") };
      expect(await queue.readStatus()).toMatchObject(dropping);
      await redis.config("SET", "maxmemory", "0", "maxmemory-policy", "noeviction");
      expect(await queue.readStatus()).toMatchObject({ ready: true, detail: expect.stringMatching(/:\d+$/) });
      await queue.publish([makeBatch("one")]);
      redis.disconnect();
    });

    it("warns through the logger, and not on the console, when Redis may evict batches", async () => {
      const warn = vi.spyOn(console, "warn");
      const redis = new Redis(server.url);
      await redis.config("SET", "maxmemory-policy", "allkeys-lru");
      const { lines, logger } = createLogCollector();
      const queue = await open(logger);
      await collect(queue);
      await redis.config("SET", "maxmemory-policy", "noeviction");
      redis.disconnect();
      expect(lines).toMatchObject([{ level: "warn", message: expect.stringContaining("noeviction") }]);
      expect(warn).not.toHaveBeenCalled();
      warn.mockRestore();
    });
  });
});
