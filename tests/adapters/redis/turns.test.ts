import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectRedis, type RedisConnection } from "../../../src/adapters/redis/connect.js";
import { createRedisTurns } from "../../../src/adapters/redis/turns.js";
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

  it("gives a turn to one holder at a time, and other names meanwhile", async () => {
    const [one, two] = [await open(), await open()];
    let running = 0;
    let most = 0;
    let done = 0;
    const work = async () => {
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
      return (done += 1);
    };
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, at) => (at % 2 ? one : two).turns.withTurn("feed", work)),
    );
    expect(most).toBe(1);
    expect(results.filter((result) => result !== undefined)).toHaveLength(done);
    const within = await one.turns.withTurn("feed", () => two.turns.withTurn("other", async () => "both"));
    expect(within).toBe("both");
  });

  it("numbers the turns of a name, and is free again after a task that throws", async () => {
    const { turns } = await open();
    const read = () => turns.withTurn("numbered", async ({ fence }) => fence);
    const first = await read();
    const failure = turns.withTurn("numbered", () => Promise.reject(new Error("no")));
    await expect(failure).rejects.toThrow("no");
    expect(await read()).toBe((first ?? 0) + 2);
  });

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
