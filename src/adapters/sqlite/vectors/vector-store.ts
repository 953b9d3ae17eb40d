import type { Ordinal } from "../../../domain/paper/paper.js";
import { bytesToVector } from "../../../domain/vectors/bytes.js";
import type { VectorStore } from "../../../ports/vectors/vector-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { changeKind, touchJob, vectorState } from "../schema.js";
import { type VectorSlot, vectorSlots } from "./slots.js";

export function createSqliteVectorStore(database: SqliteDatabase, slot: VectorSlot): VectorStore {
  const readMeta = database.prepare("SELECT value FROM meta WHERE key = 'fingerprint'").pluck();
  const listVectors = prepareListVectors(database, slot);
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
    listVectors: async (ordinals) => listVectors(ordinals),
    async readVectors(ordinals) {
      const vectors = listVectors(ordinals);
      const found = new Map<Ordinal, Float32Array>();
      for (const [place, ordinal] of ordinals.entries()) {
        const vector = vectors[place];
        if (vector) found.set(ordinal, vector);
      }
      return found;
    },
  };
}

/** Reads all vectors as one value: a row each, with a buffer each, takes twice as long. */
function prepareListVectors(database: SqliteDatabase, slot: VectorSlot) {
  const read = database.prepare(
    `SELECT group_concat(places.key) AS places, CAST(group_concat(stored.vector, '') AS BLOB) AS vectors
      FROM json_each(?) AS places CROSS JOIN ${vectorSlots[slot].vectors} AS stored ON stored.ordinal = places.value`,
  );
  return (ordinals: readonly Ordinal[]): (Float32Array | undefined)[] => {
    const row = read.get(JSON.stringify(ordinals)) as { places: string | null; vectors: Uint8Array | null };
    const found: (Float32Array | undefined)[] = Array.from({ length: ordinals.length });
    if (row.places === null || row.vectors === null) return found;
    const places = row.places.split(",");
    const vectors = bytesToVector(row.vectors);
    const dimensions = vectors.length / places.length;
    for (const [at, place] of places.entries()) {
      found[Number(place)] = vectors.subarray(at * dimensions, (at + 1) * dimensions);
    }
    return found;
  };
}
