import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createRedisEmbedQueue } from "../../src/adapters/bullmq/redis-embed-queue.js";
import type { EmbedQueue } from "../../src/ports/ingest/embed-queue.js";
import { collect, embedByOrdinal, makeBatch } from "../support/embed-batches.js";
import { createGate } from "../support/gate.js";
import type { LocalServer } from "../support/local-server.js";
import { createLogCollector, makeQueueOptions } from "../support/queue-options.js";
import { redisMissing, startRedis } from "../support/start-redis.js";
import { until } from "../support/until.js";

const reason = redisMissing ? ` (skipped: ${redisMissing})` : "";
const ids = ["one", "two", "three"];

/** An eviction (`maxmemory-policy` other than noeviction) removes any key, one at a time. */
describe.skipIf(redisMissing)(`a queue on Redis that loses keys${reason}`, () => {
  let server: LocalServer;
  let redis: Redis;
  const opened: EmbedQueue[] = [];
  const open = async (namespace: string, logger = createLogCollector().logger) => {
    const queue = await createRedisEmbedQueue({ ...makeQueueOptions(logger), url: server.url, namespace });
    opened.push(queue);
    return queue;
  };
  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
  }, 120_000);
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close()));
  });

  const lose = async (namespace: string, pattern: string) => {
    const keys = await redis.keys(`${namespace}${pattern}`);
    return keys.length > 0 ? redis.del(keys) : 0;
  };

  /** What the store does: batches that are not outstanding are published again, until all have ended. */
  const finish = async (queue: EmbedQueue, readEnded: () => readonly string[], wanted = ids) => {
    await until("every batch has ended", async () => {
      const outstanding = await queue.listOutstanding();
      const lost = wanted.filter((id) => !readEnded().includes(id) && !outstanding.has(id));
      await queue.publish(lost.map((id) => makeBatch(id)));
      return wanted.every((id) => readEnded().includes(id));
    });
  };

  it("delivers every batch, whichever key was lost while they waited", async () => {
    const sample = await open("sample");
    await sample.publish(ids.map((id) => makeBatch(id)));
    const names = (await redis.keys("sample:*")).map((key) => key.slice("sample".length));
    expect(names.length).toBeGreaterThan(10);
    for (const [at, name] of [...names, "*"].entries()) {
      const namespace = `waiting${at}`;
      const queue = await open(namespace);
      await queue.publish(ids.map((id) => makeBatch(id)));
      expect(await lose(namespace, name)).toBeGreaterThan(0);
      const { embedded, failed } = await collect(queue);
      await queue.consumeBatches(async (batch) => embedByOrdinal(batch), 1);
      await finish(queue, () => embedded.map(({ id }) => id));
      expect({ name, failed }).toEqual({ name, failed: [] });
      await queue.close();
    }
  });

  it.each([
    ["the list of running batches", ":embed:active"],
    ["the list of batches that wait for their vectors", ":index:waiting-children"],
    ["the lock", ":embed:*:lock"],
    ["the batches", ":embed:*one"],
    ["the batches that wait for vectors", ":index:*one"],
    ["everything", "*"],
  ])("delivers every batch although %s went while a worker embedded", async (name, pattern) => {
    const namespace = `running-${name.replaceAll(" ", "-")}`;
    const queue = await open(namespace);
    const gate = createGate();
    const begun: string[] = [];
    const { embedded, failed } = await collect(queue);
    await queue.publish(ids.map((id) => makeBatch(id)));
    await queue.consumeBatches(async (batch) => {
      begun.push(batch.id);
      await gate.opened;
      return embedByOrdinal(batch);
    }, 1);
    await until("one has begun", () => begun.length > 0);
    expect(await lose(namespace, pattern)).toBeGreaterThan(0);
    gate.open();
    await finish(queue, () => embedded.map(({ id }) => id));
    expect(failed).toEqual([]);
  });

  it("embeds a batch again whose vectors were lost before the index owner read them", async () => {
    const queue = await open("vectors");
    let runs = 0;
    await queue.consumeBatches(async (batch) => {
      runs += 1;
      return embedByOrdinal(batch);
    }, 1);
    await queue.publish([makeBatch("one")]);
    await until("it was embedded", async () => (await redis.keys("vectors:index:*:processed")).length > 0);
    expect(await lose("vectors", ":index:*:processed")).toBe(1);
    const { embedded, failed } = await collect(queue);
    await finish(queue, () => embedded.map(({ id }) => id), ["one"]);
    expect([runs, failed]).toEqual([2, []]);
  });
});
