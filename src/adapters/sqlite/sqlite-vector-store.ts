import type { Ordinal } from "../../domain/paper.js";
import type { VectorStore } from "../../ports/vector-store.js";
import type { SqliteDatabase } from "./open-database.js";
import { toVector } from "./rows.js";
import { changeKind, vectorState } from "./schema.js";

export function createSqliteVectorStore(database: SqliteDatabase): VectorStore {
  const readMeta = database.prepare("SELECT value FROM meta WHERE key = 'fingerprint'").pluck();
  const byOrdinals = database.prepare(
    "SELECT ordinal, vector FROM vectors WHERE ordinal IN (SELECT value FROM json_each(?))",
  );
  const reset = database.transaction((fingerprint: string) => {
    const before = readMeta.get();
    database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('fingerprint', ?)").run(fingerprint);
    if (before === undefined || before === fingerprint) return;
    database.exec(`DELETE FROM vectors; DELETE FROM changes WHERE kind = ${changeKind.vector};
      UPDATE papers SET vector_state = ${vectorState.waiting}, batch_id = NULL, failure = NULL;
      -- Their jobs begin again too: what is embedded now must not be counted on top of what was.
      UPDATE jobs SET embedded = 0, failed = 0, updated_at = max(updated_at, now_ms()) WHERE id IN (SELECT job_id FROM papers);`);
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
      return new Map(rows.map(({ ordinal, vector }) => [ordinal, toVector(vector)]));
    },
  };
}
