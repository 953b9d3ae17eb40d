import type { Positions } from "../../ports/ingest/positions.js";
import type { RedisConnection } from "./connect.js";

const advanceScript = `
local current = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0')
if tonumber(ARGV[2]) > current then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
return 1`;

/** @param prefix begins the key */
export function createRedisPositions(connection: RedisConnection, prefix: string): Positions {
  const key = `${prefix}:positions`;
  return {
    read: async (log) => Number((await connection.ask((redis) => redis.hget(key, log))) ?? 0),
    async advance(log, to) {
      await connection.ask((redis) => redis.eval(advanceScript, 1, key, log, to));
    },
  };
}
