import type { Ordinal } from "../../../domain/paper/paper.js";
import { trustLevels } from "../../../domain/records/trust.js";
import type { CleanPaper } from "../../../ports/paper/paper-store.js";
import type { SqliteDatabase } from "../open-database.js";

/**
 * The records that a paper was merged from, by the first half of their hash. Without them, two files that say different
 * things of a paper would change it back and forth each time they are imported. The caller's own record of this id
 * always counts, so it is not remembered.
 */
export interface RememberedRecords {
  has(stored: StoredName, record: CleanPaper): boolean;
  /** @param before hash of the paper before the record: often that of its first record */
  note(stored: StoredName, record: CleanPaper, before?: string): void;
}

interface StoredName {
  readonly ordinal: Ordinal;
  readonly id: string;
}

export function prepareRememberRecords(database: SqliteDatabase): RememberedRecords {
  const find = database.prepare("SELECT 1 FROM paper_records WHERE ordinal = ? AND record = ?");
  const add = database.prepare("INSERT OR IGNORE INTO paper_records (ordinal, record) VALUES (?, ?)");
  return {
    has: ({ ordinal, id }, record) =>
      !alwaysCounts(id, record) && find.get(ordinal, shorten(record.contentHash)) !== undefined,
    note({ ordinal, id }, record, before) {
      if (!alwaysCounts(id, record)) add.run(ordinal, shorten(record.contentHash));
      if (before !== undefined) add.run(ordinal, shorten(before));
    },
  };
}

function alwaysCounts(id: string, { trust, replaces, paper }: CleanPaper): boolean {
  return replaces !== undefined || (trust === trustLevels.own && paper.id === id);
}

function shorten(hash: string): Buffer {
  return Buffer.from(hash.slice(0, 16), "hex");
}
