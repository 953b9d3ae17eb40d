import type { DuplicateStore } from "../../ports/duplicates/duplicate-store.js";
import { createDuplicateGroups, type DuplicateGroups } from "./duplicate-groups.js";

/** Links that other processes change, too. */
export interface SharedGroups extends DuplicateGroups {
  /** Reads the links again if they have changed, unless they were read a moment ago. */
  refresh(): Promise<void>;
}

export interface SharedGroupsDeps {
  readonly duplicates: Pick<DuplicateStore, "readPairs">;
  /** Grows with every change of links. */
  readonly readVersion: () => Promise<number>;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
}

/** The pause between two readings as a multiple of the last one's duration: at most 5 % of the time. */
const pausePerReading = 20;

export function createSharedGroups({ duplicates, readVersion, now }: SharedGroupsDeps): SharedGroups {
  let groups = createDuplicateGroups(duplicates);
  let version = -1;
  let readAgainAt = -Infinity;
  let reading: Promise<void> | undefined;
  const read = async () => {
    const startMs = now();
    // Before the links: what changes while they are read is seen by the next refresh.
    const current = await readVersion();
    if (current === version) return;
    const next = createDuplicateGroups(duplicates);
    await next.load();
    groups = next;
    version = current;
    readAgainAt = now() + pausePerReading * (now() - startMs);
  };
  const readOnce = () => (reading ??= read().finally(() => (reading = undefined)));
  return {
    load: async () => (version < 0 ? readOnce() : undefined),
    refresh: async () => (now() >= readAgainAt ? readOnce() : undefined),
    groupOf: (ordinal) => groups.groupOf(ordinal),
    readSimilarity: (ordinal) => groups.readSimilarity(ordinal),
    listGroups: () => groups.listGroups(),
    replaceLinks: (links) => groups.replaceLinks(links),
  };
}
