import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectRedis, type RedisConnection } from "../../../src/adapters/redis/connect.js";
import { createRedisTurns } from "../../../src/adapters/redis/turns.js";
import { describeTurns } from "../../contracts/turns.contract.js";
import type { LocalServer } from "../../support/local-server.js";
import { redisMissing, startRedis } from "../../support/start-redis.js";
import { until } from "../../support/until.js";

describe.skipIf(redisMissing)("turns in Redis", () => {
  let server: LocalServer;
  const connections: RedisConnection[] = [];
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());
  afterEach(() => connections.splice(0).forEach((connection) => connection.close()));

  const open = async (leaseMs = 5_000) => {
    const connection = await connectRedis({ url: server.url });
    connections.push(connection);
    return { connection, turns: createRedisTurns({ connection, prefix: "t", leaseMs }) };
  };

  describeTurns("are turns that", async () => [(await open()).turns, (await open()).turns]);

  it("keeps a turn for longer than the lease while its task runs", async () => {
    const [one, two] = [await open(500), await open(500)];
    const held = await one.turns.withTurn("long", async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      return { aborted: signal.aborted, other: await two.turns.withTurn("long", async () => true) };
    });
    expect(held).toEqual({ aborted: false, other: undefined });
  });

  it("passes the turn of a dead holder on after its lease, and tells the late one", async () => {
    const [one, two] = [await open(300), await open(300)];
    const fences: number[] = [];
    await one.turns.withTurn("dies", async ({ fence, signal }) => {
      fences.push(fence);
      // Its renewals no longer arrive.
      one.connection.close();
      const take = () => two.turns.withTurn("dies", async (turn) => turn.fence);
      expect(await take()).toBeUndefined();
      await until("the turn is free", async () => {
        const next = await take();
        if (next !== undefined) fences.push(next);
        return next !== undefined;
      });
      await until("the late holder knows", async () => signal.aborted);
    });
    expect(fences[1]).toBeGreaterThan(fences[0] ?? 0);
  });

  it("does not give back a turn that another one has by now", async () => {
    const [one, two, three] = [await open(), await open(), await open()];
    let end = () => undefined as void;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const taken = await one.turns.withTurn("taken", async () => {
      await one.connection.ask((redis) => redis.del("t:turns:taken"));
      return new Promise<{ readonly second: Promise<unknown> }>((begun) => {
        const second = two.turns.withTurn("taken", async () => {
          begun({ second });
          await ended;
        });
      });
    });
    expect(await three.turns.withTurn("taken", async () => "twice")).toBeUndefined();
    end();
    await taken?.second;
    expect(await three.turns.withTurn("taken", async () => "free")).toBe("free");
  });
});
