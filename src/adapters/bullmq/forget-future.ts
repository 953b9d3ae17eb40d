/** What is asked of a connection to PostgreSQL. */
interface SqlClient {
  query(sql: string, values: readonly unknown[]): Promise<unknown>;
}

/** Far beyond any lock, and beyond what the clocks of machines differ by. */
const aheadMs = 60_000;

/**
 * On PostgreSQL, BullMQ notes by the clock until when a worker holds a job, and when it last looked for jobs of dead
 * workers. After the clock was put back such times lie ahead, and nobody would be taken over from until it has come to
 * them. Here they become now; called when the queue is opened.
 * @param schema quoted, as SQL writes it
 */
export async function forgetFuture(client: SqlClient, schema: string): Promise<void> {
  const now = Date.now();
  await client.query(
    `UPDATE ${schema}.meta SET value = $1::text WHERE field = 'stalled-check' AND value::bigint > $2::bigint`,
    [String(now), now + aheadMs],
  );
  await client.query(`UPDATE ${schema}.job SET locked_until_ms = $1::bigint WHERE locked_until_ms > $2::bigint`, [
    now,
    now + aheadMs,
  ]);
}
