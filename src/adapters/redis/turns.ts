import { randomUUID } from "node:crypto";
import type { Turns } from "../../ports/ingest/turns.js";
import type { RedisConnection } from "./connect.js";
import { writeGuarded } from "./guarded-writes.js";

export interface RedisTurnsOptions {
  readonly connection: RedisConnection;
  /** Begins every key. */
  readonly prefix: string;
  /** How long a holder may be silent before it loses its turn. Default 15,000. */
  readonly leaseMs?: number;
}

const renewalsPerLease = 3;

/** Turns with a lease, which its holder renews while the task runs. */
export function createRedisTurns(options: RedisTurnsOptions): Turns {
  const { connection, prefix, leaseMs = 15_000 } = options;
  return {
    async withTurn(name, task) {
      const hold = prepareHold(connection, { key: `${prefix}:turns:${name}`, leaseMs });
      // Measured from before the request: the server's lease cannot end earlier.
      let heldFrom = performance.now();
      const fence = await hold.take();
      if (fence === undefined) return undefined;
      const lost = new AbortController();
      const keep = async () => {
        const now = performance.now();
        if (now - heldFrom >= leaseMs) lost.abort();
        try {
          if (await hold.renew()) heldFrom = now;
          else lost.abort();
        } catch {
          // The server may be back before the lease ends.
        }
      };
      const watch = setInterval(() => void keep(), leaseMs / renewalsPerLease);
      try {
        return await task({ fence, signal: lost.signal });
      } finally {
        clearInterval(watch);
        // A turn that cannot be given back ends with its lease.
        await hold.giveBack().catch(() => undefined);
      }
    },
  };
}

interface Hold {
  /** The number of the turn; undefined while somebody else has it. */
  take(): Promise<number | undefined>;
  /** False when the turn is lost. */
  renew(): Promise<boolean>;
  giveBack(): Promise<unknown>;
}

/** The key of a turn has its holder as its value; how many turns were given is counted beside it. */
function prepareHold(
  connection: RedisConnection,
  { key, leaseMs }: { readonly key: string; readonly leaseMs: number },
): Hold {
  const holder = randomUUID();
  const given = `${key}:given`;
  const whileHeld = (...write: [string, ...(string | number)[]]) =>
    writeGuarded(connection, { guards: [{ read: ["GET", key], expected: holder }], writes: [write] });
  return {
    async take() {
      const writes = [["SET", key, holder, "PX", leaseMs] as const, ["INCR", given] as const];
      const isFree = await writeGuarded(connection, { guards: [{ read: ["GET", key], expected: null }], writes });
      return isFree ? Number(await connection.ask((redis) => redis.get(given))) : undefined;
    },
    renew: () => whileHeld("PEXPIRE", key, leaseMs),
    giveBack: () => whileHeld("DEL", key),
  };
}
