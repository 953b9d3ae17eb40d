import type { Ordinal } from "../../../domain/paper/paper.js";
import { bytesToVector } from "../../../domain/vectors/bytes.js";
import type { VectorStore } from "../../../ports/vectors/vector-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { changeKind, touchJob, vectorState } from "../schema.js";
import { type VectorSlot, vectorSlots } from "./slots.js";

export function createSqliteVectorStore(database: SqliteDatabase, slot: VectorSlot): VectorStore {
  const readMeta = database.prepare("SELECT value FROM meta WHERE key = 'fingerprint'").pluck();
  const byOrdinals = database.prepare(
    `SELECT ordinal, vector FROM ${vectorSlots[slot].vectors} WHERE ordinal IN (SELECT value FROM json_each(?))`,
  );
  const reset = database.transaction((fingerprint: string) => {
    const before = readMeta.get();
    database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('fingerprint', ?)").run(fingerprint);
    if (before === undefined || before === fingerprint) return;
    database.exec(`DELETE FROM vectors; DELETE FROM vectors_2; DELETE FROM other_model; DELETE FROM missing_vectors;
      DELETE FROM changes WHERE kind <> ${changeKind.text};
      -- The change log does not show this.
      INSERT OR REPLACE INTO meta (key, value) SELECT 'vectors_dropped', coalesce(max(CAST(value AS INTEGER)), 0) + 1
        FROM meta WHERE key = 'vectors_dropped';
      UPDATE papers SET vector_state = ${vectorState.waiting}, batch_id = NULL, failure = NULL;
      -- Their jobs restart too: papers embedded from now on must not add to the previous count.
      UPDATE jobs SET embedded = 0, failed = 0, ${touchJob} WHERE id IN (SELECT job_id FROM papers);`);
  });
  return {
    async readFingerprint() {
      return readMeta.get() as string | undefined;
    },
    async resetFingerprint(fingerprint) {
      reset.immediate(fingerprint);
    },
    async readVectors(ordinals) {
      const rows = byOrdinals.all(JSON.stringify(ordinals)) as { ordinal: Ordinal; vector: Uint8Array }[];
      return new Map(rows.map(({ ordinal, vector }) => [ordinal, bytesToVector(vector)]));
    },
  };
}
