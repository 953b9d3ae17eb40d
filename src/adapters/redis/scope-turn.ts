import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { RedisConnection } from "./connect.js";
import { writeGuarded } from "./guarded-writes.js";

/** The end of a turn whose process has died, and the longest that others wait. */
const turnMs = 2_000;
const lookMs = 10;

/**
 * A turn at a scope, which a transaction takes that others keep disturbing: those that begin meanwhile wait. It is a
 * courtesy; what is written together does not depend on it.
 */
export function openTurn(connection: RedisConnection, scope: string) {
  const key = `${scope}:turn`;
  const mine = randomBytes(6).toString("base64url");
  let isTaken = false;
  return {
    /** Unless somebody else has it. */
    async take(): Promise<void> {
      isTaken = true;
      await connection.ask((redis) => redis.set(key, mine, "PX", turnMs, "NX"));
    },
    /** Waits for the end of another turn, and returns the version of the scope. */
    async awaitOthers(): Promise<string | null> {
      for (let waitedMs = 0; ; waitedMs += lookMs) {
        const [version = null, holder] = await connection.ask((redis) => redis.mget(scope, key));
        if (holder === null || holder === mine || waitedMs >= turnMs) return version;
        await wait(lookMs);
      }
    },
    async end(): Promise<void> {
      if (!isTaken) return;
      const guards = [{ read: ["GET", key] as const, expected: mine }];
      // One that is left ends by itself.
      await writeGuarded(connection, { guards, writes: [["DEL", key]] }).catch(() => undefined);
    },
  };
}
