import type { Ordinal } from "../../../domain/paper/paper.js";
import type { SqliteDatabase } from "../open-database.js";

/** The shortened hashes of the records that papers were merged from. */
export interface RememberedRecords {
  has(ordinal: Ordinal, hash: string): boolean;
  add(ordinal: Ordinal, hash: string): void;
}

export function prepareRememberRecords(database: SqliteDatabase): RememberedRecords {
  const find = database.prepare("SELECT 1 FROM paper_records WHERE ordinal = ? AND record = ?");
  const add = database.prepare("INSERT OR IGNORE INTO paper_records (ordinal, record) VALUES (?, ?)");
  return {
    has: (ordinal, hash) => find.get(ordinal, Buffer.from(hash, "hex")) !== undefined,
    add: (ordinal, hash) => void add.run(ordinal, Buffer.from(hash, "hex")),
  };
}
