import { createUnknownJobError } from "../../../domain/jobs/unknown-job.js";
import { maxJobNotices } from "../../../domain/jobs/notice.js";
import { reportSlice, type SliceReport } from "../../../domain/jobs/slice-report.js";
import { type FieldChanges, sumChanges } from "../../../domain/records/field-changes.js";
import type { PaperSlice, PaperStore, SliceOutcome } from "../../../ports/paper/paper-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { touchJob } from "../schema.js";
import type { WriteGate } from "../write-gate.js";
import { prepareSavePaper } from "./save-paper.js";

export function prepareSaveSlice(database: SqliteDatabase, gate: WriteGate): PaperStore["savePapers"] {
  const savePaper = prepareSavePaper(database);
  const job = prepareUpdateJob(database);
  const addRejection = database.prepare(
    "INSERT INTO job_rejections (job_id, line, paper_id, reason) VALUES (?, ?, ?, ?)",
  );
  const saveSlice = database.transaction(({ jobId, papers, rejected }: PaperSlice): SliceOutcome => {
    job.require(jobId);
    const saved = papers.map((record) => ({ record, taken: savePaper(record, jobId) }));
    for (const { line, id, reason } of rejected) addRejection.run(jobId, line, id ?? null, reason);
    const report = reportSlice(jobId, saved);
    job.update(report, rejected.length);
    const { accepted, merged, unchanged } = report.counts;
    return { accepted, merged, unchanged, outcomes: saved.map(({ taken: { id, outcome } }) => ({ id, outcome })) };
  });
  return async (slice) => {
    await gate.pass();
    return saveSlice.immediate(slice);
  };
}

interface UpdateJob {
  /** Throws `not_found`. */
  require(jobId: string): void;
  update(report: SliceReport, rejected: number): void;
}

function prepareUpdateJob(database: SqliteDatabase): UpdateJob {
  const read = database.prepare("SELECT changes, notices FROM jobs WHERE id = ?");
  const readRow = (jobId: string) => {
    const row = read.get(jobId) as { readonly changes: string; readonly notices: number } | undefined;
    if (!row) throw createUnknownJobError(jobId);
    return row;
  };
  const update = database.prepare(
    `UPDATE jobs SET accepted = accepted + @accepted, merged = merged + @merged, unchanged = unchanged + @unchanged,
       embedded = embedded + @embedded, failed = failed + @failed, rejected = rejected + @rejected, changes = @changes,
       notices = notices + @notices, ${touchJob} WHERE id = @jobId`,
  );
  const addNotice = database.prepare(
    "INSERT INTO job_notices (job_id, line, paper_id, key, kind, notice) VALUES (@jobId, @line, @id, @key, @kind, @notice)",
  );
  return {
    require: readRow,
    update({ jobId, counts, changes, notices }, rejected) {
      const before = readRow(jobId);
      const kept = notices.slice(0, Math.max(0, maxJobNotices - before.notices));
      for (const notice of kept) addNotice.run({ jobId, ...notice });
      const sum = sumChanges([JSON.parse(before.changes) as FieldChanges, changes]);
      update.run({ jobId, ...counts, rejected, changes: JSON.stringify(sum), notices: kept.length });
    },
  };
}
