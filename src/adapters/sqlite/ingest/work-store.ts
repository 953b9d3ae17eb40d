import type { JobShare } from "../../../domain/jobs/fair-order.js";
import { joinedBit } from "../../../domain/records/known-paper.js";
import type { WorkStore } from "../../../ports/ingest/work-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { textColumns, type TextRow, toPaperText } from "../paper/rows.js";
import { touchJob, vectorState } from "../schema.js";
import { prepareReadSlot } from "../vectors/slots.js";
import { prepareWriteVector } from "../vectors/slot-vectors.js";
import type { WriteGate } from "../write-gate.js";

const { waiting, embedded, failed } = vectorState;

export function createSqliteWorkStore(database: SqliteDatabase, gate: WriteGate): WorkStore {
  const listBatches = database.prepare("SELECT DISTINCT batch_id FROM papers WHERE batch_id IS NOT NULL").pluck();
  const release = database.prepare(
    "UPDATE papers SET batch_id = NULL WHERE batch_id IN (SELECT value FROM json_each(?))",
  );
  return {
    listJobShares: prepareListJobShares(database),
    listWaiting: prepareListWaiting(database),
    assignBatch: prepareAssignBatch(database, gate),
    async listBatches() {
      return listBatches.all() as string[];
    },
    async releaseBatches(ids) {
      await gate.pass();
      release.run(JSON.stringify(ids));
    },
    saveResults: prepareSaveResults(database, gate),
    failBatch: prepareFailBatch(database),
  };
}

/** Walks the index of waiting papers from job to job: one step per job, however many papers each has. */
function prepareListJobShares(database: SqliteDatabase): WorkStore["listJobShares"] {
  const next = `SELECT min(job_id) FROM papers WHERE vector_state = ${waiting} AND batch_id IS NULL`;
  const list = database.prepare(
    `WITH RECURSIVE
       waiting (id) AS (${next} UNION ALL SELECT (${next} AND job_id > waiting.id) FROM waiting WHERE id IS NOT NULL),
       given (id, batches) AS (
         SELECT job_id, count(*) FROM (SELECT DISTINCT batch_id, job_id FROM papers WHERE batch_id IS NOT NULL)
         GROUP BY job_id
       )
     SELECT jobs.id AS jobId, priority, coalesce(batches, 0) AS batches, embedded + failed AS done
     FROM waiting JOIN jobs USING (id) LEFT JOIN given USING (id) WHERE control <> 'paused' ORDER BY number`,
  );
  return async () => list.all() as JobShare[];
}

function prepareListWaiting(database: SqliteDatabase): WorkStore["listWaiting"] {
  const list = database.prepare(
    `SELECT ${textColumns} FROM papers p INDEXED BY papers_waiting
     WHERE p.job_id = ? AND p.vector_state = ${waiting} AND p.batch_id IS NULL ORDER BY p.ordinal LIMIT ?`,
  );
  return async (jobId, limit) => (list.all(jobId, limit) as TextRow[]).map(toPaperText);
}

function prepareAssignBatch(database: SqliteDatabase, gate: WriteGate): WorkStore["assignBatch"] {
  const assign = database.prepare(
    `UPDATE papers SET batch_id = ? WHERE vector_state = ${waiting} AND ordinal IN (SELECT value FROM json_each(?))`,
  );
  const count = database
    .prepare(
      `INSERT INTO meta VALUES ('batches_given', '1')
       ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING CAST(value AS INTEGER) - 1`,
    )
    .pluck();
  const assignBatch = database.transaction(({ id, ordinals }: Parameters<WorkStore["assignBatch"]>[0]) => {
    assign.run(id, JSON.stringify(ordinals));
    return count.get() as number;
  });
  return async (batch) => {
    await gate.pass();
    return assignBatch.immediate(batch);
  };
}

function prepareSaveResults(database: SqliteDatabase, gate: WriteGate): WorkStore["saveResults"] {
  const settlePaper = database.prepare(
    `UPDATE papers SET vector_state = @state, batch_id = NULL, failure = @reason
       WHERE ordinal = @ordinal AND text_hash = @textHash AND vector_state = ${waiting}
       RETURNING job_id AS jobId, job_changes & ${joinedBit} AS joined`,
  );
  const settle = (outcome: object) => settlePaper.get(outcome) as { jobId: string; joined: number } | undefined;
  const readFingerprint = database.prepare("SELECT value FROM meta WHERE key = 'fingerprint'").pluck();
  const readSlot = prepareReadSlot(database);
  const writeVector = prepareWriteVector(database);
  const addCounts = prepareAddCounts(database);
  const save = database.transaction((results: Parameters<WorkStore["saveResults"]>[0]) => {
    const { vectors, failures, fingerprint = readFingerprint.get() } = results;
    if (fingerprint !== readFingerprint.get()) return;
    const slot = readSlot();
    for (const { ordinal, textHash, vector } of vectors) {
      const paper = settle({ state: embedded, reason: null, ordinal, textHash });
      // No row: the paper was removed, has another text, or has its vector from an earlier delivery.
      if (!paper) continue;
      writeVector({ slot, ordinal, vector });
      // A paper that only joined the job is not among those that it accepted.
      addCounts({ jobId: paper.jobId, embedded: paper.joined ? 0 : 1, failed: 0 });
    }
    for (const { ordinal, textHash, reason } of failures) {
      const paper = settle({ state: failed, reason, ordinal, textHash });
      if (paper) addCounts({ jobId: paper.jobId, embedded: 0, failed: 1 });
    }
  });
  return async (results) => {
    await gate.pass();
    save.immediate(results);
  };
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
    `UPDATE jobs SET embedded = embedded + @embedded, failed = failed + @failed, ${touchJob} WHERE id = @jobId`,
  );
  return (counts) => void add.run(counts);
}
