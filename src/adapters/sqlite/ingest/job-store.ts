import { createUnknownJobError } from "../../../domain/jobs/unknown-job.js";
import { randomUUID } from "node:crypto";
import { describeJob, refuseUnfit } from "../../../domain/jobs/describe-job.js";
import type { Job, JobAction, JobFailure, JobPriority } from "../../../domain/jobs/job.js";
import type { FormatName } from "../../../domain/sources/paper-format.js";
import type { FieldChanges } from "../../../domain/records/field-changes.js";
import type { JobStore } from "../../../ports/jobs/job-store.js";
import { flushLog, type SqliteDatabase } from "../open-database.js";
import { touchJob, vectorState } from "../schema.js";

const { waiting, failed, withheld } = vectorState;

interface JobRow {
  readonly id: string;
  readonly name: string | null;
  readonly format: FormatName | null;
  readonly priority: JobPriority;
  readonly control: "run" | "paused" | "cancelled";
  readonly sealed: number;
  readonly accepted: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly embedded: number;
  readonly failed: number;
  readonly rejected: number;
  readonly changes: string;
  readonly notices: number;
  readonly created_at: number;
  readonly updated_at: number;
  /** 1 when a paper of the job waits for its vector. */
  readonly waits: number;
}

export function createSqliteJobStore(database: SqliteDatabase): JobStore {
  const selectJobs = `SELECT j.*, EXISTS (SELECT 1 FROM papers p WHERE p.job_id = j.id AND p.vector_state = ${waiting}) AS waits FROM jobs j`;
  const byId = database.prepare(`${selectJobs} WHERE j.id = ?`);
  const newest = database.prepare(`${selectJobs} ORDER BY j.number DESC LIMIT ?`);
  const insert = database.prepare(
    "INSERT INTO jobs (id, name, format, priority, created_at, updated_at) VALUES (@id, @name, @format, @priority, @createdAt, @createdAt)",
  );
  const seal = database.prepare(`UPDATE jobs SET sealed = 1, ${touchJob} WHERE id = ?`);
  const open = database.prepare("SELECT id FROM jobs WHERE sealed = 0 ORDER BY number").pluck();
  return {
    async createJob(createdAt, { priority = "normal", name, format } = {}) {
      const id = randomUUID();
      insert.run({ id, name: name ?? null, format: format ?? null, priority, createdAt: createdAt.getTime() });
      return toJob(byId.get(id) as JobRow);
    },
    async sealJob(id) {
      seal.run(id);
      await flushLog(database);
    },
    async listOpen() {
      return open.all() as string[];
    },
    async readJob(id) {
      const row = byId.get(id) as JobRow | undefined;
      return row && toJob(row);
    },
    async listJobs(limit) {
      return (newest.all(limit) as JobRow[]).map(toJob);
    },
    listFailures: prepareListFailures(database),
    changeState: prepareChangeState(database, (id) => {
      const row = byId.get(id) as JobRow | undefined;
      if (!row) throw createUnknownJobError(id);
      return toJob(row);
    }),
  };
}

function prepareListFailures(database: SqliteDatabase): JobStore["listFailures"] {
  const list = database.prepare(
    `SELECT * FROM (SELECT line, paper_id AS id, reason FROM job_rejections WHERE job_id = @id ORDER BY line LIMIT @limit)
     UNION ALL
     SELECT * FROM (SELECT NULL, id, failure FROM papers WHERE job_id = @id AND vector_state = ${failed} LIMIT @limit)
     LIMIT @limit`,
  );
  return async (id, limit) => {
    const rows = list.all({ id, limit }) as { line: number | null; id: string | null; reason: string | null }[];
    return rows.map(({ line, id: paperId, reason }): JobFailure => ({
      ...(line !== null && { line }),
      ...(paperId !== null && { id: paperId }),
      reason: reason ?? "unknown",
    }));
  };
}

function prepareChangeState(database: SqliteDatabase, readJob: (id: string) => Job): JobStore["changeState"] {
  const control = database.prepare(`UPDATE jobs SET control = @control, ${touchJob} WHERE id = @id`);
  const hold = database.prepare(
    `UPDATE papers SET vector_state = ${withheld}, batch_id = NULL WHERE job_id = @id AND vector_state = ${waiting}`,
  );
  const wait = database.prepare(
    `UPDATE papers SET vector_state = ${waiting}, batch_id = NULL, failure = NULL WHERE job_id = @id AND vector_state IN (${failed}, ${withheld})`,
  );
  const forgetFailures = database.prepare("UPDATE jobs SET failed = 0 WHERE id = @id");
  const carryOut: Record<JobAction, (id: string) => void> = {
    pause: (id) => void control.run({ id, control: "paused" }),
    resume: (id) => void control.run({ id, control: "run" }),
    cancel(id) {
      control.run({ id, control: "cancelled" });
      hold.run({ id });
    },
    retry(id) {
      control.run({ id, control: "run" });
      wait.run({ id });
      forgetFailures.run({ id });
    },
  };
  const change = database.transaction((id: string, action: JobAction) => {
    refuseUnfit(action, readJob(id));
    carryOut[action](id);
    return readJob(id);
  });
  return async (id, action) => change.immediate(id, action);
}

function toJob(row: JobRow): Job {
  const { sealed, waits, name, format, changes, created_at, updated_at, ...rest } = row;
  return describeJob({
    ...rest,
    name: name ?? undefined,
    format: format ?? undefined,
    sealed: sealed === 1,
    waits: waits === 1,
    changes: JSON.parse(changes) as FieldChanges,
    createdAt: created_at,
    updatedAt: updated_at,
  });
}
