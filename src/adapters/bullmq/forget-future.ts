import type { PgQueryable } from "bullmq";
import type { Redis } from "ioredis";
import { embedQueueName, indexQueueName } from "./backend.js";

/** Longer than any lock, and than the differences between the clocks of machines. */
const aheadMs = 60_000;

/**
 * `Backend.forgetFuture` on PostgreSQL, where BullMQ records by the clock until when a worker holds a job, and when
 * jobs of dead workers were last searched for.
 * @param schema quoted for SQL
 */
export async function forgetPostgresFuture(client: PgQueryable, schema: string, lockMs: number): Promise<void> {
  const now = Date.now();
  await client.query(
    `UPDATE ${schema}.meta SET value = $1::text WHERE field = 'stalled-check' AND value::bigint > $2::bigint`,
    [String(now), now + aheadMs],
  );
  await client.query(`UPDATE ${schema}.job SET locked_until_ms = $1::bigint WHERE locked_until_ms > $2::bigint`, [
    now + lockMs,
    now + aheadMs,
  ]);
}

/** `Backend.forgetFuture` on Redis, where the same two are keys that expire by the clock of the server. */
export async function forgetRedisFuture(client: Redis, prefix: string, lockMs: number): Promise<void> {
  for (const queue of [embedQueueName, indexQueueName]) {
    const held = await client.lrange(`${prefix}:${queue}:active`, 0, -1);
    for (const name of ["stalled-check", ...held.map((id) => `${id}:lock`)]) {
      const key = `${prefix}:${queue}:${name}`;
      if ((await client.pttl(key)) > aheadMs) await client.pexpire(key, lockMs);
    }
  }
}
