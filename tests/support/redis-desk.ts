import type { DeskParts } from "../../src/adapters/redis/desk/desk-parts.js";
import { createTransact } from "../../src/adapters/redis/transact.js";
import type { OpenRedis } from "./open-redis.js";

/** What stores of the desk work with: a prefix of their own, and a clock that starts at 0. */
export async function openDeskParts(
  redis: OpenRedis,
  prefix = redis.nextPrefix(),
): Promise<DeskParts & { setTime(nowMs: number): void }> {
  let nowMs = 0;
  const connection = await redis.connect();
  return {
    connection,
    transact: createTransact(connection),
    prefix,
    now: () => nowMs,
    setTime: (time) => void (nowMs = time),
  };
}
