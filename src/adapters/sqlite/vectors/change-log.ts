import { bytesToVector } from "../../../domain/vectors/bytes.js";
import type { ChangeLog } from "../../../ports/vectors/change-log.js";
import type { SqliteDatabase } from "../open-database.js";
import { type PaperRow, toPaper } from "../paper/rows.js";
import { changeKind } from "../schema.js";
import { type VectorSlot, vectorSlots } from "./slots.js";

interface ChangeRow extends PaperRow {
  readonly seq: number;
  readonly changed: number;
}

interface VectorRow {
  readonly seq: number;
  readonly changed: number;
  readonly vector: Uint8Array | null;
}

export function createSqliteChangeLog(database: SqliteDatabase, slot: VectorSlot): ChangeLog {
  const { vectors, kind } = vectorSlots[slot];
  const readMeta = database.prepare("SELECT value FROM meta WHERE key = ?").pluck();
  const textChanges = database.prepare(
    `SELECT c.seq, c.ordinal AS changed, p.* FROM changes c LEFT JOIN papers p ON p.ordinal = c.ordinal
     WHERE c.kind = ${changeKind.text} AND c.seq > ? ORDER BY c.seq LIMIT ?`,
  );
  const vectorChanges = database.prepare(
    `SELECT c.seq, c.ordinal AS changed, v.vector FROM changes c LEFT JOIN ${vectors} v ON v.ordinal = c.ordinal
     WHERE c.kind = ${changeKind[kind]} AND c.seq > ? ORDER BY c.seq LIMIT ?`,
  );
  return {
    storeId: readMeta.get("store_id") as string,
    async readTextChanges(since, limit) {
      const rows = textChanges.all(since, limit) as ChangeRow[];
      const put = rows.filter((row) => row.id !== null).map((row) => ({ ordinal: row.changed, paper: toPaper(row) }));
      const removed = rows.filter((row) => row.id === null).map((row) => row.changed);
      return { put, removed, lastChange: rows.at(-1)?.seq ?? since };
    },
    async readVectorChanges(since, limit) {
      const rows = vectorChanges.all(since, limit) as VectorRow[];
      const put = rows.flatMap(({ changed, vector }) =>
        vector === null ? [] : [{ ordinal: changed, vector: bytesToVector(vector) }],
      );
      const removed = rows.filter((row) => row.vector === null).map((row) => row.changed);
      return { put, removed, lastChange: rows.at(-1)?.seq ?? since };
    },
    async readLastChange() {
      return Number(readMeta.get("last_change") ?? 0);
    },
  };
}
