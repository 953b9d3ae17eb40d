import type { PaperText } from "../../domain/embed-batch.js";
import { composeText } from "../../domain/paper-text.js";
import type { Ordinal } from "../../domain/paper.js";
import type { WorkStore } from "../../ports/work-store.js";
import { prepareNoteChange } from "./changes.js";
import type { SqliteDatabase } from "./open-database.js";
import { toBlob } from "./rows.js";
import { vectorState } from "./schema.js";
import { forEachShelf, prepareReadShelf, shelves } from "./shelves.js";

const { waiting, embedded, failed } = vectorState;

export function createSqliteWorkStore(database: SqliteDatabase): WorkStore {
  const listBatches = database.prepare("SELECT DISTINCT batch_id FROM papers WHERE batch_id IS NOT NULL").pluck();
  const assign = database.prepare(
    `UPDATE papers SET batch_id = ? WHERE vector_state = ${waiting} AND ordinal IN (SELECT value FROM json_each(?))`,
  );
  const release = database.prepare(
    "UPDATE papers SET batch_id = NULL WHERE batch_id IN (SELECT value FROM json_each(?))",
  );
  return {
    listWaiting: prepareListWaiting(database),
    async assignBatch({ id, ordinals }) {
      assign.run(id, JSON.stringify(ordinals));
    },
    async listBatches() {
      return listBatches.all() as string[];
    },
    async releaseBatches(ids) {
      release.run(JSON.stringify(ids));
    },
    saveResults: prepareSaveResults(database),
    failBatch: prepareFailBatch(database),
  };
}

function prepareListWaiting(database: SqliteDatabase): WorkStore["listWaiting"] {
  const list = database.prepare(
    `SELECT ordinal, title, abstract, text_hash AS textHash FROM papers
     WHERE vector_state = ${waiting} AND batch_id IS NULL
       AND job_id NOT IN (SELECT id FROM jobs WHERE control = 'paused')
     ORDER BY ordinal LIMIT ?`,
  );
  return async (limit) => {
    const rows = list.all(limit) as { ordinal: Ordinal; title: string; abstract: string | null; textHash: string }[];
    return rows.map(({ ordinal, title, abstract, textHash }): PaperText => {
      return { ordinal, textHash, text: composeText({ title, ...(abstract !== null && { abstract }) }) };
    });
  };
}

function prepareSaveResults(database: SqliteDatabase): WorkStore["saveResults"] {
  const settle = database
    .prepare(
      `UPDATE papers SET vector_state = @state, batch_id = NULL, failure = @reason
       WHERE ordinal = @ordinal AND text_hash = @textHash AND vector_state = ${waiting} RETURNING job_id`,
    )
    .pluck();
  const readFingerprint = database.prepare("SELECT value FROM meta WHERE key = 'fingerprint'").pluck();
  const readShelf = prepareReadShelf(database);
  const writeVector = forEachShelf((shelf) =>
    database.prepare(`INSERT OR REPLACE INTO ${shelves[shelf].vectors} (ordinal, vector) VALUES (?, ?)`),
  );
  const noteChange = prepareNoteChange(database);
  const addCounts = prepareAddCounts(database);
  const save = database.transaction((results: Parameters<WorkStore["saveResults"]>[0]) => {
    const { vectors, failures, fingerprint = readFingerprint.get() } = results;
    if (fingerprint !== readFingerprint.get()) return;
    const shelf = readShelf();
    for (const { ordinal, textHash, vector } of vectors) {
      const jobId = settle.get({ state: embedded, reason: null, ordinal, textHash }) as string | undefined;
      // No row: the paper is gone, has another text by now, or has its vector from an earlier delivery.
      if (jobId === undefined) continue;
      writeVector[shelf].run(ordinal, toBlob(vector));
      noteChange(shelves[shelf].kind, ordinal);
      addCounts({ jobId, embedded: 1, failed: 0 });
    }
    for (const { ordinal, textHash, reason } of failures) {
      const jobId = settle.get({ state: failed, reason, ordinal, textHash }) as string | undefined;
      if (jobId !== undefined) addCounts({ jobId, embedded: 0, failed: 1 });
    }
  });
  return async (results) => save.immediate(results);
}

function prepareFailBatch(database: SqliteDatabase): WorkStore["failBatch"] {
  const fail = database
    .prepare(
      `UPDATE papers SET vector_state = ${failed}, batch_id = NULL, failure = @reason
       WHERE batch_id = @id AND vector_state = ${waiting} RETURNING job_id`,
    )
    .pluck();
  const addCounts = prepareAddCounts(database);
  const failBatch = database.transaction((batch: { id: string; reason: string }) => {
    for (const jobId of fail.all(batch) as string[]) addCounts({ jobId, embedded: 0, failed: 1 });
  });
  return async ({ id, reason }) => failBatch.immediate({ id, reason });
}

type AddCounts = (counts: { jobId: string; embedded: number; failed: number }) => void;

function prepareAddCounts(database: SqliteDatabase): AddCounts {
  const add = database.prepare(
    "UPDATE jobs SET embedded = embedded + @embedded, failed = failed + @failed, updated_at = now_ms() WHERE id = @jobId",
  );
  return (counts) => void add.run(counts);
}
