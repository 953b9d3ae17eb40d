import type { EarlierVersion } from "../../../domain/paper/version.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { isJoined, type KnownPaper } from "../../../domain/records/known-paper.js";
import type { CleanPaper } from "../../../domain/records/incoming-paper.js";
import type { TakenIn } from "../../../domain/records/take-in.js";
import { listToldVersions } from "../../../domain/records/told-versions.js";
import { formatTrust, parseTrust } from "../../../domain/records/trust.js";
import type { PaperDocument } from "../paper-documents.js";

export interface TakenJob {
  readonly jobId: string;
  /** When the job was created, in milliseconds since 1970. */
  readonly createdAt: number;
  /** Now, in milliseconds since 1970. */
  readonly now: number;
}

export interface DocumentChange {
  readonly record: CleanPaper;
  readonly taken: TakenIn;
  readonly job: TakenJob;
  /** Of the paper; a new one has none yet. */
  readonly ordinal: Ordinal;
}

/** Numbers of changes are given when the document is written. */
export const unnumbered = -1;

/** The document after a record, which is the same object if the record adds nothing. */
export function changeDocument(before: PaperDocument | undefined, change: DocumentChange): PaperDocument | undefined {
  const { write } = change.taken;
  const written = write ? writePaper(before, change) : before;
  if (!written || change.taken.isRepeated) return written;
  const records = addRecords(written.kept.records, change.taken.remembered);
  const versions = addVersions(written, change);
  if (records === written.kept.records && versions === written.kept.versions) return written;
  return { ...written, kept: { ...written.kept, records, versions } };
}

function writePaper(before: PaperDocument | undefined, { taken, job, ordinal }: DocumentChange): PaperDocument {
  const { paper, version, trust, contentHash, textHash, vector, jobChanges } = taken.write!;
  const { needsVector } = taken;
  const changesVector = vector !== undefined || (before !== undefined && needsVector);
  const kept = {
    paper,
    trust: formatTrust(trust),
    ...(version !== undefined && { version }),
    versions: before?.kept.versions,
    records: before?.kept.records,
    contentHash,
    textHash,
    jobChanges,
    takenInAt: job.createdAt,
  };
  return {
    ordinal,
    state: needsVector ? "waiting" : "embedded",
    job: job.jobId,
    joined: isJoined({ jobChanges }),
    textSeq: unnumbered,
    vectorSeq: changesVector ? unnumbered : before?.vectorSeq,
    kept,
    vector: vector ?? (needsVector ? undefined : before?.vector),
  };
}

function addRecords(known: readonly string[] | undefined, added: readonly string[]): readonly string[] | undefined {
  const fresh = added.filter((hash) => known?.includes(hash) !== true);
  return fresh.length === 0 ? known : [...new Set([...(known ?? []), ...fresh])];
}

function addVersions(
  { kept }: PaperDocument,
  { record, taken, job }: DocumentChange,
): readonly EarlierVersion[] | undefined {
  const { version: stored, versions = [] } = kept;
  if (stored === undefined) return kept.versions;
  const listed = [...versions];
  for (const { takenInAt = job.now, ...told } of listToldVersions(record, taken.before)) {
    if (told.version >= stored || listed.some(({ version }) => version === told.version)) continue;
    listed.push({ ...told, takenInAt: new Date(takenInAt).toISOString() });
  }
  return listed.length === versions.length ? kept.versions : listed;
}

export function toKnown({ ordinal, state, job, kept }: PaperDocument): KnownPaper {
  const { paper, version, trust, contentHash, textHash, jobChanges, takenInAt } = kept;
  return {
    ordinal,
    paper,
    ...(version !== undefined && { version }),
    trust: parseTrust(trust),
    contentHash,
    textHash,
    state,
    jobId: job,
    jobChanges,
    takenInAt,
  };
}
