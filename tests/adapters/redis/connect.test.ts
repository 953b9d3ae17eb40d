import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectRedis } from "../../../src/adapters/redis/connect.js";
import { createTransact } from "../../../src/adapters/redis/transact.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { redisMissing } from "../../support/start-redis.js";
import { until } from "../../support/until.js";

describe.skipIf(redisMissing)("a connection to Redis", () => {
  let redis: OpenRedis;
  beforeAll(async () => {
    redis = await openRedis();
  });
  afterAll(() => redis.close());
  const isDown = { code: "unavailable", message: /Redis at redis:\/\/127\.0\.0\.1:\d+ .*REDIS_URL/ };

  it("says what to do where nothing listens, and shows no password", async () => {
    const connecting = connectRedis({ url: "redis://ada:secret@127.0.0.1:1" });
    await expect(connecting).rejects.toMatchObject({
      code: "unavailable",
      message:
        "Redis at redis://127.0.0.1:1 does not answer: connect ECONNREFUSED 127.0.0.1:1. Start it, or correct REDIS_URL.",
    });
  });

  it("says what to do about a wrong password", async () => {
    const admin = await redis.connect();
    await admin.ask((client) => client.acl("SETUSER", "ada", "on", ">right", "~*", "+@all"));
    const connecting = connectRedis({ url: redis.server.url.replace("//", "//ada:wrong@") });
    await expect(connecting).rejects.toMatchObject({ code: "unavailable", message: /user and password in REDIS_URL/ });
  });

  it("works again after Redis was down, and is unavailable meanwhile", async () => {
    const connection = await redis.connect();
    const transact = createTransact(connection);
    await redis.server.kill();
    const asks = [
      () => connection.ask((client) => client.get("a")),
      () => connection.pipe([["GET", "a"]]),
      () => transact("scope", async (tx) => tx.write("SET", "a", 1)),
    ];
    for (const ask of asks) await expect(ask()).rejects.toMatchObject(isDown);
    await redis.server.restart();
    await until("Redis is reached again", async () =>
      asks[2]!().then(
        () => true,
        () => false,
      ),
    );
    expect(await connection.pipe([["GET", "a"]])).toEqual(["1"]);
  });

  it("waits neither for a Redis that hangs, nor behind others that did", async () => {
    const [connection, admin] = [await redis.connect(), await redis.connect()];
    const transact = createTransact(connection);
    await admin.ask((client) => client.client("PAUSE", 30_000, "ALL"));
    const add = () => transact("hanging", async (tx) => tx.write("INCR", "hung"));
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, add));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: "rejected", reason: isDown });
    await redis.server.kill();
    await redis.server.restart();
  });

  it("says that the memory of Redis is full, and still deletes", async () => {
    const connection = await redis.connect();
    const transact = createTransact(connection);
    await transact("full", async (tx) => tx.write("SET", "old", "x"));
    await connection.ask((client) => client.config("SET", "maxmemory", "1mb"));
    const adding = transact("full", async (tx) => {
      tx.write("SET", "new", "x");
      tx.write("SET", "newer", "x");
    });
    await expect(adding).rejects.toMatchObject({ code: "unavailable", message: /raise its maxmemory/ });
    await transact("full", async (tx) => {
      tx.write("DEL", "old");
      tx.write("SET", "left", 0);
    });
    await connection.ask((client) => client.config("SET", "maxmemory", "0"));
    expect(await connection.pipe([["MGET", "old", "new", "newer", "left"]])).toEqual([[null, null, null, "0"]]);
  });

  it("leaves the refusal of a command that makes no sense as it is", async () => {
    const connection = await redis.connect();
    await connection.ask((client) => client.set("text", "x"));
    await expect(connection.pipe([["HGET", "text", "x"]])).rejects.toThrow(/WRONGTYPE/);
  });
});
