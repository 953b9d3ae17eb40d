import type { Ordinal } from "../../../domain/paper/paper.js";
import type { SqliteDatabase } from "../open-database.js";
import { changeKind } from "../schema.js";

export type ChangeKind = keyof typeof changeKind;

export type NoteChange = (kind: ChangeKind, ordinal: Ordinal) => void;

/** Returns a function that records a change; call it within the transaction that makes the change. */
export function prepareRecordChange(database: SqliteDatabase): NoteChange {
  const nextNumber = database.prepare(
    `INSERT INTO meta (key, value) VALUES ('last_change', '1')
     ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING CAST(value AS INTEGER) AS seq`,
  );
  const note = database.prepare("INSERT OR REPLACE INTO changes (kind, seq, ordinal) VALUES (?, ?, ?)");
  return (kind, ordinal) => {
    const { seq } = nextNumber.get() as { seq: number };
    note.run(changeKind[kind], seq, ordinal);
  };
}
