import type { Entry } from "../../../../domain/collections/entry.js";
import type { EntryShelf } from "../../../../domain/collections/entry-shelf.js";
import { countEntries, type EntryCounts } from "../../../../domain/collections/kept-collection.js";
import type { KnownPaper } from "../../../../ports/desk/known-papers.js";
import type { EntryRecord } from "./entry-records.js";
import { type EntryTarget, insertEntries, removeEntries, replaceEntries } from "./write-entries.js";

/** Some entries of a collection while a transaction changes them. */
export interface ChangedEntries extends EntryShelf {
  remove(id: string): void;
  /** How many more there are than before. */
  growth(): number;
  /** The counts of the whole collection, which were these before. */
  count(counts: EntryCounts): EntryCounts;
  write(target: EntryTarget): void;
}

export interface ChangedEntriesOptions {
  /** Those that can be changed, as they are, by paper. */
  readonly before: ReadonlyMap<string, EntryRecord>;
  readonly known?: ReadonlyMap<string, KnownPaper>;
  readonly now: string;
}

export function openChangedEntries({ before, known, now }: ChangedEntriesOptions): ChangedEntries {
  const after = new Map(before);
  return {
    read: (id) => after.get(id)?.entry,
    insert(entry) {
      const { doi, arxivId } = known?.get(entry.id) ?? {};
      after.set(entry.id, { entry, doi, arxivId });
    },
    update: (entry) => void after.set(entry.id, { ...after.get(entry.id), entry }),
    now: () => now,
    remove: (id) => void after.delete(id),
    growth: () => after.size - before.size,
    count(counts) {
      const [were, are] = [before, after].map((entries) => countEntries(listEntries(entries)));
      const move = (name: keyof EntryCounts) => counts[name] + are![name] - were![name];
      return { papers: move("papers"), included: move("included"), excluded: move("excluded"), unread: move("unread") };
    },
    write(target) {
      const all = [...after.values()];
      const changed = all.flatMap((record) => {
        const old = before.get(record.entry.id);
        return old && old !== record ? { before: old, after: record } : [];
      });
      const removed = [...before.values()].filter(({ entry }) => !after.has(entry.id));
      const added = all.filter(({ entry }) => !before.has(entry.id));
      removeEntries(target, removed);
      replaceEntries(target, changed);
      insertEntries(target, added);
    },
  };
}

function listEntries(records: ReadonlyMap<string, EntryRecord>): Entry[] {
  return [...records.values()].map(({ entry }) => entry);
}
