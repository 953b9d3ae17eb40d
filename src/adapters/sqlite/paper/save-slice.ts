import { createUnknownJobError } from "../../../domain/jobs/unknown-job.js";
import { describeDoubt, describeMerge, type JobNotice, maxJobNotices } from "../../../domain/jobs/notice.js";
import { countChanges, type FieldChanges } from "../../../domain/records/field-changes.js";
import type { CleanPaper, PaperSlice, PaperStore, SliceOutcome } from "../../../ports/paper/paper-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { joinedBit, touchJob, vectorState } from "../schema.js";
import type { WriteGate } from "../write-gate.js";
import { prepareSavePaper, type SaveOutcome } from "./save-paper.js";

/** Columns of `jobs`, as one slice changes them. */
interface Counts {
  accepted: number;
  merged: number;
  unchanged: number;
  embedded: number;
  failed: number;
}

export function prepareSaveSlice(database: SqliteDatabase, gate: WriteGate): PaperStore["savePapers"] {
  const savePaper = prepareSavePaper(database);
  const job = prepareUpdateJob(database);
  const addRejection = database.prepare(
    "INSERT INTO job_rejections (job_id, line, paper_id, reason) VALUES (?, ?, ?, ?)",
  );
  const saveSlice = database.transaction(({ jobId, papers, rejected }: PaperSlice): SliceOutcome => {
    const counts: Counts = { accepted: 0, merged: 0, unchanged: 0, embedded: 0, failed: 0 };
    const notices: Notice[] = [];
    let changes = job.readChanges(jobId);
    const outcomes = papers.map((record) => {
      const saved = savePaper(record, jobId);
      addCounts(counts, saved, jobId);
      changes = countChanges(changes, saved.before?.job_id === jobId ? saved.before.job_changes : 0, saved.changes);
      notices.push(...listNotices(record, saved));
      return { id: saved.id, outcome: saved.outcome };
    });
    for (const { line, id, reason } of rejected) addRejection.run(jobId, line, id ?? null, reason);
    job.update({ jobId, counts, rejected: rejected.length, changes, notices });
    return { accepted: counts.accepted, merged: counts.merged, unchanged: counts.unchanged, outcomes };
  });
  return async (slice) => {
    await gate.pass();
    return saveSlice.immediate(slice);
  };
}

/** Every paper of a job counts once as embedded or failed, unless it is another one's. */
function addCounts(counts: Counts, { outcome, before, needsVector }: SaveOutcome, jobId: string): void {
  counts[outcome === "added" || outcome === "changed" ? "accepted" : outcome] += 1;
  if (outcome === "unchanged") return;
  const own = before?.job_id === jobId ? before : undefined;
  const isJoined = own ? (own.job_changes & joinedBit) !== 0 : outcome === "merged";
  if (own?.vector_state === vectorState.failed) counts.failed -= 1;
  if (isJoined) return;
  const wasEmbedded = own?.vector_state === vectorState.embedded;
  counts.embedded += (needsVector ? 0 : 1) - (wasEmbedded ? 1 : 0);
}

interface Notice extends Required<Pick<JobNotice, "kind" | "notice">> {
  readonly line: number | null;
  readonly id: string;
  readonly key: string | null;
}

function listNotices(record: CleanPaper, { outcome, id, before, other }: SaveOutcome): Notice[] {
  const { line = null, notices = [], sourceKey, paper } = record;
  const key = record.key ?? sourceKey;
  const place = { line, id, key: key === undefined || key === id ? null : key };
  const listed: Notice[] = notices.map((notice) => ({ ...place, kind: "field", notice }));
  if (outcome === "merged" && before) {
    const notice = describeMerge(sourceKey ?? paper.title, { id, title: before.title });
    listed.push({ ...place, kind: "merged", notice });
  }
  if (other && outcome === "added") listed.push({ ...place, kind: "identity", notice: describeDoubt(paper, other) });
  return listed;
}

interface SliceReport {
  readonly jobId: string;
  readonly counts: Counts;
  readonly rejected: number;
  readonly changes: FieldChanges;
  readonly notices: readonly Notice[];
}

interface UpdateJob {
  /** Throws `not_found`. */
  readChanges(jobId: string): FieldChanges;
  update(report: SliceReport): void;
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
    readChanges: (jobId) => JSON.parse(readRow(jobId).changes) as FieldChanges,
    update({ jobId, counts, rejected, changes, notices }) {
      const room = notices.length === 0 ? 0 : maxJobNotices - readRow(jobId).notices;
      const kept = notices.slice(0, Math.max(0, room));
      for (const notice of kept) addNotice.run({ jobId, ...notice });
      update.run({ jobId, ...counts, rejected, changes: JSON.stringify(changes), notices: kept.length });
    },
  };
}
