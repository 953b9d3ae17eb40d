import { AppError } from "../../errors.js";
import { type Collection, collectionLimits, type DeletedCollection } from "./collection.js";
import type { Entry } from "./entry.js";

/** Counts of entries; only `excluded` has excluded ones. */
export type EntryCounts = Pick<Collection, "papers" | "included" | "excluded" | "unread">;

/** A collection as stores keep it. Times are in milliseconds since 1970. */
export interface KeptCollection extends EntryCounts {
  readonly id: string;
  readonly name: string;
  readonly note?: string | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly deletedAt?: number | undefined;
  /** Records of files whose paper was there already. */
  readonly duplicates: number;
}

/** For how long a deleted collection can be restored. */
export const restorableMs = collectionLimits.restorableDays * 24 * 60 * 60 * 1000;

export function describeCollection(kept: KeptCollection): Collection {
  const { id, name, note, papers, included, excluded, unread, duplicates, deletedAt } = kept;
  return {
    id,
    name,
    ...(note && { note }),
    papers,
    included,
    excluded,
    unread,
    ...(duplicates > 0 && { duplicates }),
    createdAt: new Date(kept.createdAt).toISOString(),
    updatedAt: new Date(kept.updatedAt).toISOString(),
    ...(deletedAt !== undefined && { restorableUntil: formatEnd(deletedAt) }),
  };
}

export function describeDeleted(kept: KeptCollection & { readonly deletedAt: number }): DeletedCollection {
  return { ...describeCollection(kept), restorableUntil: formatEnd(kept.deletedAt) };
}

function formatEnd(deletedAt: number): string {
  return new Date(deletedAt + restorableMs).toISOString();
}

export function isRestorable({ deletedAt }: KeptCollection, nowMs: number): boolean {
  return deletedAt !== undefined && deletedAt > nowMs - restorableMs;
}

/** The last changed first, or the last deleted. */
export function compareKept(one: KeptCollection, other: KeptCollection): number {
  const [time, otherTime] = [one, other].map(({ deletedAt, updatedAt }) => deletedAt ?? updatedAt);
  return otherTime! - time! || (one.id < other.id ? -1 : 1);
}

/** Each change makes a collection later, even within a millisecond. */
export function makeLater(updatedAt: number, nowMs: number): number {
  return Math.max(updatedAt + 1, nowMs);
}

export function countEntries(entries: Iterable<Entry>): EntryCounts {
  const counts = { papers: 0, included: 0, excluded: 0, unread: 0 };
  for (const { decision, isRead } of entries) {
    const isKept = decision !== "exclude";
    counts.papers += Number(isKept);
    counts.included += Number(decision === "include");
    counts.excluded += Number(!isKept);
    counts.unread += Number(isKept && !isRead);
  }
  return counts;
}

/** Names of a reader differ by more than case. */
export function foldName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

export function createTakenNameError(name: string): AppError {
  return new AppError("conflict", `There is already a collection "${name}".`);
}

/** @param count how many the reader has */
export function refuseOneMore(count: number): void {
  if (count >= collectionLimits.collections)
    throw new AppError("too_large", `A reader can have at most ${collectionLimits.collections} collections.`);
}
