import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RedisConnection } from "../../../src/adapters/redis/connect.js";
import { createRedisMapStore, type RedisMapStoreOptions } from "../../../src/adapters/redis/maps/map-store.js";
import { createSqliteCorpusScan } from "../../../src/adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore } from "../../../src/adapters/sqlite/store.js";
import type { KeptMap, MapStore } from "../../../src/ports/map/map-store.js";
import type { PaperStore } from "../../../src/ports/paper/paper-store.js";
import { describeMapStore, type MapStoreUnderTest } from "../../contracts/map-store.contract.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { createLogCollector } from "../../support/queue-options.js";
import { redisMissing } from "../../support/start-redis.js";

describe.skipIf(redisMissing)("Redis", () => {
  let redis: OpenRedis;
  const { lines, logger } = createLogCollector();
  beforeAll(async () => {
    redis = await openRedis();
  });
  afterAll(() => redis.close());

  const readLabelsFrom =
    (papers: PaperStore): RedisMapStoreOptions["readLabels"] =>
    async (ordinals) => {
      const found = await papers.readPapers(ordinals);
      return new Map(Array.from(found, ([ordinal, { id, title, year = null }]) => [ordinal, { id, title, year }]));
    };

  /** Only labels come from the store of papers. */
  async function create(): Promise<MapStoreUnderTest> {
    const folder = await mkdtemp(join(tmpdir(), "paperkin-map-"));
    const store = createSqliteStore({ folder, now: () => 0 });
    const connection = await redis.connect();
    const prefix = redis.nextPrefix();
    const readLabels = readLabelsFrom(store.papers);
    return {
      ...store,
      openScan: () => createSqliteCorpusScan({ folder }),
      setTime: () => undefined,
      openMaps: ({ storeId = "store", fingerprint = "model" } = {}) =>
        createRedisMapStore({ connection, prefix, storeId, fingerprint, readLabels, logger }),
      damageMap: () => damage(connection, prefix),
      async close() {
        await store.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  describeMapStore("the map store in Redis", create);

  const map: KeptMap = {
    ordinals: Int32Array.of(1),
    x: Uint16Array.of(2),
    y: Uint16Array.of(3),
    topicOf: Uint16Array.of(0),
    topics: [{ names: ["whales"], x: 2, y: 3, papers: 1, level: 0 }],
    lastChange: 1,
    drawnAt: 0,
    later: 0,
  };
  const readLabels: RedisMapStoreOptions["readLabels"] = async (ordinals) =>
    new Map(ordinals.map((ordinal) => [ordinal, { id: `p${ordinal}`, title: "Whales", year: null }]));
  async function openTwo() {
    const prefix = redis.nextPrefix();
    const shared = { prefix, storeId: "store", fingerprint: "model", readLabels, logger };
    const connections = await Promise.all([redis.connect(), redis.connect()]);
    const [one, two] = connections.map((connection) => createRedisMapStore({ connection, ...shared }));
    const close = () => Promise.all([one!.close(), two!.close()]);
    return { one: one!, two: two!, connections, prefix, close };
  }

  it("the map store gives every process the newest map, which it reads once", async () => {
    const { one, two, close } = await openTwo();
    const first = await one.keepMap(map);
    const seen = await two.openMap();
    expect(seen).toEqual(first);
    expect(await two.openMap(seen)).toBe(seen);
    const next = await one.keepMap({ ...map, x: Uint16Array.of(9) });
    expect(await two.openMap(seen)).toEqual(next);
    await close();
  });

  it("a process goes on with its map while Redis is away or has a damaged one, and one without a map says so", async () => {
    const { one, two, connections, prefix, close } = await openTwo();
    await one.keepMap(map);
    const seen = await two.openMap();
    await one.keepMap({ ...map, x: Uint16Array.of(9) });
    await damage(connections[0]!, prefix);
    expect(await two.openMap(seen)).toBe(seen);
    expect(lines.at(-1)).toMatchObject({ level: "warn", message: expect.stringContaining("damaged") });
    for (const connection of connections) connection.close();
    expect(await two.openMap(seen)).toBe(seen);
    const fails = (maps: MapStore) =>
      Promise.all([
        expect(maps.openMap()).rejects.toMatchObject({ code: "unavailable" }),
        expect(maps.keepMap(map)).rejects.toMatchObject({ code: "unavailable" }),
      ]);
    await fails(one);
    await close();
  });
});

/** Overwrites the last byte of the positions. */
async function damage(connection: RedisConnection, prefix: string): Promise<void> {
  await connection.ask(async (redis) => {
    const [key] = await redis.keys(`${prefix}:maps:*`);
    const columns = await redis.hgetBuffer(key!, "columns");
    await redis.hset(key!, "columns", columns!.fill(255, columns!.length - 1));
  });
}
