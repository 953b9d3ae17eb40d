import type { DigestStore, StoredDigest } from "../../../ports/desk/digest-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { deletedReason } from "../../../domain/delivery/parcel-rules.js";
import { hashToken } from "../../../domain/delivery/hash-token.js";

interface DigestRow extends Pick<
  StoredDigest,
  "id" | "reader" | "address" | "frequency" | "weekday" | "time" | "state"
> {
  readonly follows: string | null;
  readonly time_zone: string;
  readonly confirm_hash: string | null;
  readonly confirm_until: number | null;
  readonly unsubscribe_token: string;
  readonly last_match: number;
  readonly created_at: number;
}

export function createSqliteDigestStore(database: SqliteDatabase): DigestStore {
  const listAll = database.prepare("SELECT * FROM digests ORDER BY created_at, id");
  const list = database.prepare("SELECT * FROM digests WHERE reader = ? ORDER BY created_at, id");
  const read = database.prepare("SELECT * FROM digests WHERE id = ?");
  const confirmation = database.prepare("SELECT * FROM digests WHERE confirm_hash = ?");
  const unsubscribe = database.prepare("SELECT * FROM digests WHERE unsubscribe_hash = ?");
  const save = database.prepare(`
    INSERT INTO digests VALUES (
      @id, @reader, @address, @follows, @frequency, @weekday, @time, @timeZone, @state, @confirmHash, @confirmUntil,
      @unsubscribeToken, @unsubscribeHash, @lastMatch, @createdAt)
    ON CONFLICT (id) DO UPDATE SET
      address = @address, follows = @follows, frequency = @frequency, weekday = @weekday, time = @time,
      time_zone = @timeZone, state = @state, confirm_hash = @confirmHash, confirm_until = @confirmUntil,
      unsubscribe_token = @unsubscribeToken, unsubscribe_hash = @unsubscribeHash`);
  const remove = database.prepare("DELETE FROM digests WHERE id = ?");
  const forget = database.prepare(
    `UPDATE outbox SET payload = '', state = 'failed', reason = '${deletedReason}' WHERE owner = ? AND state <> 'sent'`,
  );
  const deleteDigest = database.transaction((id: string) => {
    remove.run(id);
    forget.run(id);
  });
  const one = (row: unknown) => (row === undefined ? undefined : toDigest(row as DigestRow));
  return {
    listDigests: async (reader) =>
      ((reader === undefined ? listAll.all() : list.all(reader)) as DigestRow[]).map(toDigest),
    readDigest: async (id) => one(read.get(id)),
    async saveDigest({ confirmation: confirm, follows, createdAt, ...digest }) {
      save.run({
        ...digest,
        follows: follows ? JSON.stringify(follows) : null,
        confirmHash: confirm?.hash ?? null,
        confirmUntil: confirm?.until.getTime() ?? null,
        unsubscribeHash: hashToken(digest.unsubscribeToken),
        createdAt: createdAt.getTime(),
      });
    },
    deleteDigest: async (id) => void deleteDigest(id),
    findConfirmation: async (hash) => one(confirmation.get(hash)),
    findUnsubscribe: async (token) => one(unsubscribe.get(hashToken(token))),
  };
}

function toDigest(row: DigestRow): StoredDigest {
  const { id, reader, address, frequency, weekday, time, state, confirm_hash: hash, confirm_until: until } = row;
  return {
    id,
    reader,
    address,
    frequency,
    weekday,
    time,
    state,
    ...(row.follows !== null && { follows: JSON.parse(row.follows) as string[] }),
    timeZone: row.time_zone,
    createdAt: new Date(row.created_at),
    unsubscribeToken: row.unsubscribe_token,
    ...(hash !== null &&
      until !== null && {
        confirmation: {
          hash,
          until: new Date(until),
        },
      }),
    lastMatch: row.last_match,
  };
}
