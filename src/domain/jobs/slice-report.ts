import { countChanges, type FieldChanges } from "../records/field-changes.js";
import type { CleanPaper } from "../records/incoming-paper.js";
import { isJoined } from "../records/known-paper.js";
import type { TakenIn } from "../records/take-in.js";
import { describeDoubt, describeMerge, type JobNotice } from "./notice.js";

/** What one slice of records adds to its job. */
export interface SliceReport {
  readonly jobId: string;
  readonly counts: SliceCounts;
  /** What records did to fields, to be added to the job's counts. */
  readonly changes: FieldChanges;
  readonly notices: readonly SliceNotice[];
}

/** Differences: `embedded` and `failed` may be negative. */
export interface SliceCounts {
  readonly accepted: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly embedded: number;
  readonly failed: number;
}

export interface SliceNotice extends Required<Pick<JobNotice, "kind" | "notice" | "id">> {
  readonly line: number | null;
  /** Names the record in its source; null where that is the id of the paper. */
  readonly key: string | null;
}

export interface TakenRecord {
  readonly record: CleanPaper;
  readonly taken: TakenIn;
}

export function reportSlice(jobId: string, records: readonly TakenRecord[]): SliceReport {
  const counts = { accepted: 0, merged: 0, unchanged: 0, embedded: 0, failed: 0 };
  let changes: FieldChanges = {};
  for (const { taken } of records) {
    addCounts(counts, taken, jobId);
    changes = countChanges(changes, taken.before?.jobId === jobId ? taken.before.jobChanges : 0, taken.changes);
  }
  return { jobId, counts, changes, notices: records.flatMap(listNotices) };
}

/** Every paper of a job counts once as embedded or failed, unless it is another one's. */
function addCounts(
  counts: { -readonly [Name in keyof SliceCounts]: number },
  { outcome, before, needsVector }: TakenIn,
  jobId: string,
): void {
  counts[outcome === "added" || outcome === "changed" ? "accepted" : outcome] += 1;
  if (outcome === "unchanged") return;
  const own = before?.jobId === jobId ? before : undefined;
  if (own?.state === "failed") counts.failed -= 1;
  if (own ? isJoined(own) : outcome === "merged") return;
  counts.embedded += (needsVector ? 0 : 1) - (own?.state === "embedded" ? 1 : 0);
}

function listNotices({ record, taken: { outcome, id, before, other } }: TakenRecord): SliceNotice[] {
  const { line = null, notices = [], sourceKey, paper } = record;
  const key = record.key ?? sourceKey;
  const place = { line, id, key: key === undefined || key === id ? null : key };
  const listed: SliceNotice[] = notices.map((notice) => ({ ...place, kind: "field", notice }));
  if (outcome === "merged" && before) {
    const notice = describeMerge(sourceKey ?? paper.title, { id, title: before.paper.title });
    listed.push({ ...place, kind: "merged", notice });
  }
  if (other && outcome === "added") listed.push({ ...place, kind: "identity", notice: describeDoubt(paper, other) });
  return listed;
}
