import { maxWaitMs } from "../../../domain/delivery/plan-retry.js";
import { interruptedReason, parcelKeptMs } from "../../../domain/delivery/parcel-rules.js";
import type { ClaimedParcel, Lane, NewParcel, Outbox, Parcel } from "../../../ports/desk/outbox.js";
import type { SqliteDatabase } from "../open-database.js";

interface ParcelRow extends Pick<
  Parcel,
  "id" | "kind" | "owner" | "reader" | "address" | "count" | "state" | "attempts"
> {
  readonly payload: string;
  readonly next_at: number;
  readonly reason: string | null;
  readonly created_at: number;
  readonly sent_at: number | null;
}

const isLeft = "id NOT IN (SELECT value FROM json_each(@ids))";

export function createSqliteOutbox(database: SqliteDatabase): Outbox {
  const add = prepareAdd(database);
  const claim = prepareClaim(database);
  // No other process sends: what is not sent here was left by one that has died.
  const own = new Set<string>();
  const settle = database.prepare(`
    UPDATE outbox SET state = @state, reason = @reason, next_at = coalesce(@nextAt, next_at),
      sent_at = iif(@state = 'sent', now_ms(), sent_at), payload = iif(@state = 'sent' AND kind <> 'call', '', payload)
    WHERE id = @id AND state = 'sending'`);
  const release = database.prepare(
    `UPDATE outbox SET state = 'waiting', next_at = now_ms() WHERE state = 'sending' AND kind = 'call' AND ${isLeft}`,
  );
  const interrupt = database.prepare(`
    UPDATE outbox SET state = 'unknown', reason = '${interruptedReason}'
    WHERE state = 'sending' AND kind <> 'call' AND ${isLeft}`);
  const list = database.prepare("SELECT * FROM outbox WHERE owner = ? ORDER BY number DESC LIMIT ?");
  const retry = database.prepare(`
    UPDATE outbox SET state = 'waiting', attempts = 0, next_at = now_ms(), reason = NULL
    WHERE owner = ? AND id = ? AND state IN ('failed', 'unknown') AND payload <> ''`);
  const count = database
    .prepare(
      `SELECT count(*) FROM outbox WHERE kind = @kind AND created_at > @since AND owner = coalesce(@owner, owner)
        AND reader = coalesce(@reader, reader) AND address = coalesce(@address, address)`,
    )
    .pluck();
  const settleInterrupted = database.transaction(() => {
    const ids = JSON.stringify([...own]);
    release.run({ ids });
    return interrupt.run({ ids }).changes;
  });
  return {
    add: async (parcel) => add(parcel),
    async claim(now, lane) {
      const parcel = claim(now, lane);
      if (parcel) own.add(parcel.id);
      return parcel;
    },
    async settle(id, settlement) {
      const { state } = settlement;
      const nextAt = state === "waiting" ? settlement.nextAt.getTime() : null;
      settle.run({ id, state, reason: state === "sent" ? null : settlement.reason, nextAt });
      own.delete(id);
    },
    settleInterrupted: async () => settleInterrupted(),
    list: async (owner, limit) => (list.all(owner, limit) as ParcelRow[]).map(toParcel),
    retry: async (owner, id) => retry.run(owner, id).changes > 0,
    async count(kind, since, { owner = null, reader = null, address = null }) {
      return count.get({ kind, since: since.getTime(), owner, reader, address }) as number;
    },
  };
}

function prepareClaim(database: SqliteDatabase): (now: Date, lane: Lane) => ClaimedParcel | undefined {
  const claim = database.prepare(`
    UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE number = (
      SELECT number FROM outbox WHERE state = 'waiting' AND (next_at <= @now OR next_at > @now + ${maxWaitMs})
        AND kind IN (SELECT value FROM json_each(@kinds)) AND address NOT IN (SELECT value FROM json_each(@busy))
        AND owner NOT IN (SELECT id FROM webhooks WHERE state = 'paused')
      ORDER BY next_at, number LIMIT 1
    ) RETURNING *`);
  return (now, { kinds, busy }) => {
    const lane = { now: now.getTime(), kinds: JSON.stringify(kinds), busy: JSON.stringify(busy) };
    const row = claim.get(lane) as ParcelRow | undefined;
    return row && { ...toParcel(row), payload: row.payload };
  };
}

function prepareAdd(database: SqliteDatabase): (parcel: NewParcel) => boolean {
  const insert = database.prepare(`
    INSERT INTO outbox (id, kind, owner, reader, address, payload, count, key, next_at, created_at)
    VALUES (@id, @kind, @owner, @reader, @address, @payload, @count, @key, now_ms(), now_ms())
    ON CONFLICT (owner, key) DO NOTHING`);
  const findLast = database
    .prepare("SELECT last_match FROM digests WHERE id = @id UNION ALL SELECT last_match FROM webhooks WHERE id = @id")
    .pluck();
  const moves = ["digests", "webhooks"].map((table) =>
    database.prepare(`UPDATE ${table} SET last_match = @upTo WHERE id = @owner`),
  );
  const prune = database.prepare("DELETE FROM outbox WHERE created_at < now_ms() - ? AND state <> 'waiting'");
  return database.transaction(({ key = undefined, tells = undefined, ...parcel }: NewParcel) => {
    prune.run(parcelKeptMs);
    if (tells && findLast.get({ id: parcel.owner }) !== tells.after) return false;
    if (insert.run({ ...parcel, key: key ?? null }).changes === 0) return false;
    if (tells) for (const move of moves) move.run({ upTo: tells.upTo, owner: parcel.owner });
    return true;
  });
}

function toParcel(row: ParcelRow): Parcel {
  const { id, kind, owner, reader, address, count, state, attempts, next_at: next, created_at: created } = row;
  return {
    id,
    kind,
    owner,
    reader,
    address,
    count,
    state,
    attempts,
    nextAt: new Date(next),
    ...(row.reason !== null && { reason: row.reason }),
    createdAt: new Date(created),
    ...(row.sent_at !== null && { sentAt: new Date(row.sent_at) }),
  };
}
