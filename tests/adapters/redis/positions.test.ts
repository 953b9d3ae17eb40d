import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRedisPositions } from "../../../src/adapters/redis/positions.js";
import { type OpenRedis, openRedis } from "../../support/open-redis.js";
import { redisMissing } from "../../support/start-redis.js";

describe.skipIf(redisMissing)("how far logs were read, in Redis", () => {
  let redis: OpenRedis;
  beforeAll(async () => {
    redis = await openRedis();
  });
  afterAll(() => redis.close());

  it("begins at 0, is shared, and only grows", async () => {
    const prefix = redis.nextPrefix();
    const [one, other] = [
      createRedisPositions(await redis.connect(), prefix),
      createRedisPositions(await redis.connect(), prefix),
    ];
    expect(await one.read("links")).toBe(0);
    await one.advance("links", 12);
    await other.advance("links", 7);
    expect([await one.read("links"), await other.read("links"), await other.read("matches")]).toEqual([12, 12, 0]);
    // More than what a number of Lua 5.1 prints exactly.
    await Promise.all([one.advance("links", 1_234_567_890_123_456), other.advance("links", 1_234_567_890_123_455)]);
    expect(await one.read("links")).toBe(1_234_567_890_123_456);
  });
});
