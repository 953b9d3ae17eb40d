import { AppError } from "../../errors.js";
import { comparePaper, type KeptPaper } from "../paper/change.js";
import { hashPaper } from "../paper/clean-paper.js";
import type { Paper } from "../paper/paper.js";
import { type ChangeBits, compareFields } from "./field-changes.js";
import type { CleanPaper } from "./incoming-paper.js";
import { joinedBit, type KnownPaper, toKept } from "./known-paper.js";
import { type MergedRecord, mergeRecords } from "./merge-records.js";
import { type Placement, placeRecord } from "./place-record.js";
import { alwaysCounts, shortenHash } from "./remembered-records.js";
import { trustAll } from "./trust.js";

/** `merged`: the record changed a paper of its own job, or one that is stored under another id. */
export type RecordOutcome = "added" | "changed" | "merged" | "unchanged";

/** Papers that share an identifier or the title, compared with a record at most: the oldest. */
export const maxCandidates = 20;

/** The stored papers, as a record is placed among them. */
export interface RecordLookup {
  findKept(id: string): KeptPaper | undefined;
  findNamed(id: string): KnownPaper | undefined;
  /** The papers with its id, title, arXiv id and DOI, in this order, each once; of each kind the oldest `maxCandidates`. */
  findCandidates(record: CleanPaper): readonly KnownPaper[];
  /** Whether the paper was merged from a record with this hash, shortened. */
  remembers(known: KnownPaper, hash: string): boolean;
}

/** What becomes of a record. */
export interface TakenIn {
  readonly outcome: RecordOutcome;
  /** The id under which the paper is stored. */
  readonly id: string;
  /** Whether the paper waits for a vector. */
  readonly needsVector: boolean;
  /** The paper before the record; absent for a new one. */
  readonly before?: KnownPaper;
  /** Another work with an identifier of the record. */
  readonly other?: Paper;
  readonly changes: ChangeBits;
  /** The paper as it is to be written; absent if it is unchanged. */
  readonly write?: MergedRecord & { readonly vector?: Float32Array; readonly jobChanges: ChangeBits };
  /** Hashes to remember of the records that the paper was merged from, shortened. */
  readonly remembered: readonly string[];
  /** Whether the stored paper is this very record, so that it tells of no other version. */
  readonly isRepeated: boolean;
}

/** Throws `conflict` if a paper to replace has changed. */
export function takeIn(record: CleanPaper, jobId: string, lookup: RecordLookup): TakenIn {
  const { id: given } = record.paper;
  const kept = lookup.findKept(given);
  refuseStale(kept, record);
  const nothing = { outcome: "unchanged", changes: 0, needsVector: false } as const;
  if (isRepeated(kept, record)) return { ...nothing, id: given, remembered: [], isRepeated: true };
  const { same, id, other } = findPlace(record, lookup);
  const merged = same ? mergeInto(same, { record, id, isKnown: isKnown(same, record, lookup) }) : toNew(record, id);
  const clean = { ...merged, ...(record.vector && merged.textHash === record.textHash && { vector: record.vector }) };
  const { change, needsVector } = comparePaper(same && toKept(same), clean);
  const found = { id, isRepeated: false, ...(same && { before: same }), ...(other && { other: other.paper }) };
  if (same && change === "unchanged")
    return { ...nothing, ...found, remembered: listRemembered(same.paper.id, record) };
  const outcome = same ? nameChange(same, record, jobId) : "added";
  const changes = same ? compareFields(same.paper, merged.paper) : 0;
  const jobChanges = same ? collectChanges(same, { jobId, changes, outcome }) : 0;
  const remembered = same || id !== given ? listRemembered(id, record, same?.contentHash) : [];
  return { ...found, outcome, needsVector, changes, write: { ...clean, jobChanges }, remembered };
}

function findPlace(record: CleanPaper, lookup: RecordLookup): Placement<KnownPaper> {
  const findNamed = (id: string) => {
    const same = lookup.findNamed(id);
    return { id, ...(same && { same }) };
  };
  const { paper } = record;
  if (record.replaces) return findNamed(paper.id);
  const candidates = lookup.findCandidates(record);
  if (candidates.length === 0) return { id: paper.id };
  const placement = placeRecord(record, candidates);
  if (placement.same || placement.id === paper.id) return placement;
  // The id without the doubtful identifier is known if the record came before.
  return { ...placement, ...findNamed(placement.id) };
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

/** Whether the record came before: then it says nothing new. */
function isKnown(same: KnownPaper, record: CleanPaper, lookup: RecordLookup): boolean {
  return !alwaysCounts(same.paper.id, record) && lookup.remembers(same, shortenHash(record.contentHash));
}

/** @param before hash of the paper before the record: often that of its first record */
function listRemembered(id: string, record: CleanPaper, before?: string): string[] {
  const hashes = [...(alwaysCounts(id, record) ? [] : [record.contentHash]), ...(before === undefined ? [] : [before])];
  return hashes.map(shortenHash);
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
  readonly isKnown: boolean;
}

function mergeInto(same: KnownPaper, { record, id, isKnown: cameBefore }: Incoming): MergedRecord {
  const paper = same.paper.id === id ? same.paper : { ...same.paper, id };
  const version = same.version === undefined ? {} : { version: same.version };
  if (record.replaces) return { ...version, ...toNew(record, id) };
  const kept = { paper, ...version, trust: same.trust };
  return cameBefore ? { ...kept, ...hashPaper(paper) } : mergeRecords(kept, record);
}

function nameChange(same: KnownPaper, { paper }: CleanPaper, jobId: string): "changed" | "merged" {
  return same.jobId === jobId || same.paper.id !== paper.id ? "merged" : "changed";
}

/** What the job did to the paper, including this change. */
function collectChanges(
  same: KnownPaper,
  { jobId, changes, outcome }: { readonly jobId: string; readonly changes: ChangeBits; readonly outcome: string },
): ChangeBits {
  if (same.jobId === jobId) return same.jobChanges | changes;
  return outcome === "merged" ? changes | joinedBit : changes;
}
