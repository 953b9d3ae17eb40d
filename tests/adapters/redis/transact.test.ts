import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectRedis, type RedisConnection } from "../../../src/adapters/redis/connect.js";
import { writeGuarded } from "../../../src/adapters/redis/guarded-writes.js";
import { createTransact, type Transact } from "../../../src/adapters/redis/transact.js";
import { openCuttingProxy } from "../../support/cutting-proxy.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { redisMissing } from "../../support/start-redis.js";

describe.skipIf(redisMissing)("a transaction on Redis", () => {
  let redis: OpenRedis;
  let one: RedisConnection;
  let other: RedisConnection;
  beforeAll(async () => {
    redis = await openRedis();
    [one, other] = [await redis.connect(), await redis.connect()];
  });
  afterAll(() => redis.close());
  const makeScope = () => {
    const prefix = redis.nextPrefix();
    return { scope: `${prefix}:scope`, sum: `${prefix}:sum`, list: `${prefix}:list` };
  };
  const read = (key: string) => one.ask((client) => client.get(key));

  /** Adds by reading and writing, as no single command would. */
  const addOne = (transact: Transact, connection: RedisConnection, keys: ReturnType<typeof makeScope>) =>
    transact(keys.scope, async (tx) => {
      const sum = Number((await connection.ask((client) => client.get(keys.sum))) ?? 0) + 1;
      tx.write("SET", keys.sum, sum);
      tx.write("RPUSH", keys.list, sum);
      return sum;
    });

  it("loses nothing between processes that change the same at once", async () => {
    const keys = makeScope();
    const connections = await Promise.all(Array.from({ length: 8 }, () => redis.connect()));
    const runs = connections.map(async (connection) => {
      const transact = createTransact(connection);
      const sums: number[] = [];
      for (let count = 0; count < 20; count += 1) sums.push(await addOne(transact, connection, keys));
      return sums;
    });
    const all = Array.from({ length: 160 }, (_, at) => at + 1);
    expect((await Promise.all(runs)).flat().toSorted((a, b) => a - b)).toEqual(all);
    expect(await one.ask((client) => client.lrange(keys.list, 0, -1))).toEqual(all.map(String));
  });

  it("reads again what others have changed while it read", async () => {
    const keys = makeScope();
    const [mine, theirs] = [createTransact(one), createTransact(other)];
    let runs = 0;
    const pair = await mine(keys.scope, async () => {
      const first = await read(keys.sum);
      if ((runs += 1) === 1) await addOne(theirs, other, keys);
      return [first, await read(keys.sum)];
    });
    expect(pair).toEqual(["1", "1"]);
    expect(runs).toBe(2);
  });

  it("is one of all scopes that it joins, whichever of them others change", async () => {
    const [keys, also] = [makeScope(), makeScope()];
    const [mine, theirs] = [createTransact(one), createTransact(other)];
    let runs = 0;
    const pair = await mine(keys.scope, async (tx) => {
      await tx.join([also.scope, keys.scope]);
      const first = await read(also.sum);
      if ((runs += 1) === 1) await addOne(theirs, other, also);
      const second = await read(also.sum);
      tx.write("SET", keys.sum, runs);
      return [first, second];
    });
    expect([pair, runs, await read(keys.sum)]).toEqual([["1", "1"], 2, "2"]);
    // What it has written is a change to the joined scope, too; and one that only reads has a moment, too.
    let reads = 0;
    await theirs(also.scope, async () => {
      if ((reads += 1) > 1) return;
      await mine(keys.scope, async (tx) => {
        await tx.join([also.scope]);
        tx.write("SET", also.sum, 7);
      });
    });
    expect([reads, await read(also.sum)]).toEqual([2, "7"]);
  });

  it("writes nothing when its task fails", async () => {
    const keys = makeScope();
    const transact = createTransact(one);
    const failing = transact(keys.scope, async (tx) => {
      tx.write("SET", keys.sum, 1);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await read(keys.sum)).toBeNull();
    expect(await addOne(transact, one, keys)).toBe(1);
  });

  it("has calls of one process wait for each other, so that none runs twice", async () => {
    const keys = makeScope();
    const transact = createTransact(one);
    let runs = 0;
    const add = () =>
      transact(keys.scope, async (tx) => {
        runs += 1;
        tx.write("INCR", keys.sum);
      });
    await Promise.all(Array.from({ length: 30 }, add));
    expect([runs, await read(keys.sum)]).toEqual([30, "30"]);
  });

  it("writes many items with few commands, and bytes as they are", async () => {
    const keys = makeScope();
    const bytes = Buffer.from([0, 255, 13, 10]);
    const items = Array.from({ length: 20_001 }, (_, at) => [at, `item ${at}`, bytes] as const);
    await createTransact(one)(keys.scope, async (tx) => {
      tx.writeEach(
        ["HSET", keys.list],
        items.map(([at, item]) => [at, item]),
      );
      tx.writeEach(["HDEL", keys.list], []);
      tx.writeEach(
        ["RPUSH", keys.sum],
        items.map(([, , last]) => [last]),
      );
    });
    expect(await one.ask((client) => client.hget(keys.list, "20000"))).toBe("item 20000");
    expect(await one.ask((client) => client.lindexBuffer(keys.sum, -1))).toEqual(bytes);
    expect(
      await one.pipe([
        ["HLEN", keys.list],
        ["LLEN", keys.sum],
      ]),
    ).toEqual([20_001, 20_001]);
  });

  it("comes through although others are always faster", async () => {
    const keys = makeScope();
    const others = await Promise.all(Array.from({ length: 4 }, () => redis.connect()));
    let isOver = false;
    const quick = others.map(async (connection) => {
      const transact = createTransact(connection);
      while (!isOver) await addOne(transact, connection, keys);
    });
    const slow = createTransact(one)(keys.scope, async (tx) => {
      const before = Number(await read(keys.sum));
      await wait(40);
      tx.write("SET", keys.sum, before + 1_000_000);
    });
    await slow.finally(() => (isOver = true));
    await Promise.all(quick);
    const count = await one.ask((client) => client.llen(keys.list));
    expect(Number(await read(keys.sum))).toBe(1_000_000 + count);
  });

  it("knows what it has written although its answer was lost", async () => {
    const keys = makeScope();
    const proxy = await openCuttingProxy(redis.server.url, "EVAL");
    const connection = await connectRedis({ url: proxy.url });
    try {
      expect(await addOne(createTransact(connection), connection, keys)).toBe(1);
      expect(proxy.cuts()).toBe(1);
      expect(await read(keys.sum)).toBe("1");
    } finally {
      connection.close();
      await proxy.close();
    }
  });

  it("writes only where every guard reads what it must", async () => {
    const { sum, list } = makeScope();
    const guard = (expected: string | null) => ({ read: ["HGET", list, "a"] as const, expected });
    const set = (expected: string | null, value: string) =>
      writeGuarded(one, {
        guards: [guard(expected)],
        writes: [
          ["HSET", list, "a", value],
          ["INCR", sum],
        ],
      });
    expect([await set("", "x"), await set(null, ""), await set(null, "y"), await set("", "-")]).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(await read(sum)).toBe("2");
  });
});
