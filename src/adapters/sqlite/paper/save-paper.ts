import { comparePaper, type KeptPaper } from "../../../domain/paper/change.js";
import { hashPaper } from "../../../domain/paper/clean-paper.js";
import type { Paper } from "../../../domain/paper/paper.js";
import { type ChangeBits, compareFields } from "../../../domain/records/field-changes.js";
import { type MergedRecord, mergeRecords } from "../../../domain/records/merge-records.js";
import { parseTrust, trustAll } from "../../../domain/records/trust.js";
import { AppError } from "../../../errors.js";
import type { CleanPaper } from "../../../ports/paper/paper-store.js";
import type { SqliteDatabase } from "../open-database.js";
import { joinedBit } from "../schema.js";
import { type KnownRow, type StoredRow, prepareFindStoredPaper } from "./find-stored-paper.js";
import { toKept, type VersionRow, versionColumns } from "./version-row.js";
import { prepareRecordVersions } from "./record-versions.js";
import { prepareRememberRecords } from "./remember-records.js";
import { prepareWriteChange } from "./write-change.js";

export interface SaveOutcome {
  /** `merged`: the record changed a paper of this job, or one that is stored under another id. */
  readonly outcome: "added" | "changed" | "merged" | "unchanged";
  /** The id under which the paper is stored. */
  readonly id: string;
  readonly needsVector: boolean;
  /** The row before the record; absent for a new paper. */
  readonly before?: KnownRow;
  /** Another work with an identifier of the record. */
  readonly other?: Paper;
  readonly changes: ChangeBits;
}

/** Returns a function that saves one record, within the caller's transaction. */
export function prepareSavePaper(database: SqliteDatabase): (record: CleanPaper, jobId: string) => SaveOutcome {
  const findKept = prepareFindKept(database);
  const findStored = prepareFindStoredPaper(database);
  const records = prepareRememberRecords(database);
  const recordVersions = prepareRecordVersions(database);
  const writeChange = prepareWriteChange(database);
  return (record, jobId) => {
    const { id: given } = record.paper;
    const kept = findKept(given);
    refuseStale(kept, record);
    if (isRepeated(kept, record)) return { outcome: "unchanged", id: given, needsVector: false, changes: 0 };
    const { same, id, other } = findStored(record);
    const merged = same ? mergeInto(same, { record, id, isKnown: records.has(same.row, record) }) : toNew(record, id);
    const clean = { ...merged, ...(record.vector && merged.textHash === record.textHash && { vector: record.vector }) };
    const { change, needsVector } = comparePaper(same && toKept(same.row), clean);
    const found = { id, needsVector, ...(same && { before: same.row }), ...(other && { other: other.paper }) };
    if (same && change === "unchanged") {
      records.note(same.row, record);
      recordVersions(same.row.ordinal, record, same.row);
      return { ...found, outcome: "unchanged", changes: 0 };
    }
    const outcome = same ? nameChange(same.row, record, jobId) : "added";
    const changes = same ? compareFields(same.paper, merged.paper) : 0;
    const jobChanges = same ? collectChanges(same.row, { jobId, changes, outcome }) : 0;
    const ordinal = writeChange({ clean, before: same?.row, jobId, jobChanges, needsVector });
    if (same || id !== given) records.note({ ordinal, id }, record, same?.row.content_hash);
    recordVersions(ordinal, record, same?.row);
    return { ...found, outcome, changes };
  };
}

function prepareFindKept(database: SqliteDatabase): (id: string) => KeptPaper | undefined {
  const find = database.prepare(`SELECT ${versionColumns} FROM papers WHERE id = ?`);
  return (id) => {
    const row = find.get(id) as VersionRow | undefined;
    return row && toKept(row);
  };
}

/** The caller made the new paper from one that may have changed since. */
function refuseStale(kept: KeptPaper | undefined, { paper, replaces }: CleanPaper): void {
  if (!replaces || replaces.contentHash === kept?.contentHash) return;
  throw new AppError("conflict", `The paper ${paper.id} was changed by another request: try again.`);
}

/** Whether the stored paper is exactly this record: nothing else needs to be read. */
function isRepeated(kept: KeptPaper | undefined, record: CleanPaper): boolean {
  if (kept?.contentHash !== record.contentHash || record.earlierVersions) return false;
  return comparePaper(kept, record).change === "unchanged" && (record.version ?? kept.version) === kept.version;
}

function toNew(record: CleanPaper, id: string): MergedRecord {
  const { version, contentHash, textHash } = record;
  const fields = { ...(version !== undefined && { version }), trust: trustAll(record.trust) };
  if (record.paper.id === id) return { paper: record.paper, ...fields, contentHash, textHash };
  const paper = { ...record.paper, id };
  return { paper, ...fields, ...hashPaper(paper) };
}

interface Incoming {
  readonly record: CleanPaper;
  /** The id that the paper has from now on. */
  readonly id: string;
  /** Whether the record came before: then it says nothing new. */
  readonly isKnown: boolean;
}

function mergeInto({ row, paper: stored }: StoredRow, { record, id, isKnown }: Incoming): MergedRecord {
  const paper = stored.id === id ? stored : { ...stored, id };
  const version = row.version === null ? {} : { version: row.version };
  if (record.replaces) return { ...version, ...toNew(record, id) };
  const kept = { paper, ...version, trust: parseTrust(row.trust) };
  return isKnown ? { ...kept, ...hashPaper(paper) } : mergeRecords(kept, record);
}

function nameChange(row: KnownRow, { paper }: CleanPaper, jobId: string): "changed" | "merged" {
  return row.job_id === jobId || row.id !== paper.id ? "merged" : "changed";
}

/** What the job did to the paper, including this change. */
function collectChanges(
  row: KnownRow,
  { jobId, changes, outcome }: { readonly jobId: string; readonly changes: ChangeBits; readonly outcome: string },
): number {
  if (row.job_id === jobId) return row.job_changes | changes;
  return outcome === "merged" ? changes | joinedBit : changes;
}
