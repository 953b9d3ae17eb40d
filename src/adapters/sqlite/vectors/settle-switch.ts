import type { Ordinal } from "../../../domain/paper/paper.js";
import { prepareRecordChange } from "./record-change.js";
import type { SqliteDatabase } from "../open-database.js";
import { touchJob, vectorState } from "../schema.js";
import { forEachSlot, otherSlot, prepareReadSlot, type VectorSlot, vectorSlots } from "./slots.js";

interface UnsettledRow {
  readonly ordinal: Ordinal;
  readonly state: number;
  readonly failure: string | null;
  readonly jobId: string;
  readonly hasVector: number;
  readonly nextFailure: string | null;
}

/**
 * Returns a function that settles the states of the next papers, by ordinal, after a switch of models. Most papers have
 * a vector of both models and do not change: only papers that lacked one are visited. What it writes follows from the
 * stored state, so a paper may be settled twice. Returns true while there may be more; call it within a transaction.
 */
export function prepareSettle(database: SqliteDatabase): (limit: number) => boolean {
  const readSlot = prepareReadSlot(database);
  const readSettled = database.prepare("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'settled'").pluck();
  const moveSettled = database.prepare("UPDATE meta SET value = ? WHERE key = 'settled'");
  const end = database.prepare("DELETE FROM meta WHERE key = 'settled'");
  const list = forEachSlot((slot) => database.prepare(listUnsettled(slot)));
  const settlePaper = prepareSettlePaper(database);
  return (limit) => {
    const after = readSettled.get() as number | undefined;
    if (after === undefined) return false;
    const slot = readSlot();
    const rows = list[slot].all({ after, limit, slot }) as UnsettledRow[];
    for (const row of rows) settlePaper(row, slot);
    const last = rows.at(-1);
    if (last) moveSettled.run(String(last.ordinal));
    else end.run();
    return last !== undefined;
  };
}

function listUnsettled(slot: VectorSlot): string {
  return `SELECT p.ordinal, p.vector_state AS state, p.failure, p.job_id AS jobId, m.failure AS nextFailure,
      EXISTS (SELECT 1 FROM ${vectorSlots[slot].vectors} v WHERE v.ordinal = p.ordinal) AS hasVector
    FROM (SELECT ordinal FROM papers WHERE vector_state <> 1 AND ordinal > @after
        UNION SELECT ordinal FROM missing_vectors WHERE slot = @slot AND ordinal > @after
        ORDER BY ordinal LIMIT @limit) u
      JOIN papers p ON p.ordinal = u.ordinal
      LEFT JOIN missing_vectors m ON m.slot = @slot AND m.ordinal = p.ordinal
    ORDER BY p.ordinal`;
}

function prepareSettlePaper(database: SqliteDatabase): (row: UnsettledRow, slot: VectorSlot) => void {
  const drop = database.prepare("DELETE FROM missing_vectors WHERE slot = ? AND ordinal = ?");
  const note = forEachSlot((slot) =>
    database.prepare(
      `INSERT OR IGNORE INTO missing_vectors (slot, ordinal, failure) SELECT ${slot}, @ordinal, @failure
       WHERE NOT EXISTS (SELECT 1 FROM ${vectorSlots[slot].vectors} WHERE ordinal = @ordinal)`,
    ),
  );
  const tell = database.prepare(
    "UPDATE papers SET vector_state = @state, batch_id = NULL, failure = @failure WHERE ordinal = @ordinal",
  );
  const count = database.prepare(
    `UPDATE jobs SET embedded = max(0, embedded + @embedded), failed = max(0, failed + @failed), ${touchJob}
     WHERE id = @jobId`,
  );
  const recordChange = prepareRecordChange(database);
  return (row, slot) => {
    const { ordinal, jobId } = row;
    const failure = row.state === vectorState.failed ? row.failure : null;
    note[otherSlot(slot)].run({ ordinal, failure });
    drop.run(slot, ordinal);
    const state = judgeState(row);
    tell.run({ ordinal, state, failure: state === vectorState.failed ? row.nextFailure : null });
    // The counts of a job are those of the model in use.
    const change = (which: number) => Number(state === which) - Number(row.state === which);
    count.run({ jobId, embedded: change(vectorState.embedded), failed: change(vectorState.failed) });
    recordChange(vectorSlots[slot].kind, ordinal);
  };
}

function judgeState({ hasVector, nextFailure, state }: UnsettledRow): number {
  if (hasVector === 1) return vectorState.embedded;
  if (nextFailure !== null) return vectorState.failed;
  return state === vectorState.withheld ? vectorState.withheld : vectorState.waiting;
}
