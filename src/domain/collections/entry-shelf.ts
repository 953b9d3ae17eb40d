import { AppError } from "../../errors.js";
import { type AddedEntry, changeEntry, createEntry, fillEntry, isSameEntry, replaceWith } from "./change-entry.js";
import { type Entry, type EntryChange, entryLimits } from "./entry.js";

/** What adding entries did. */
export interface AddOutcome {
  readonly added: readonly string[];
  /** Entries that were completed, as they were before. */
  readonly changed: readonly Entry[];
  readonly unchanged: readonly string[];
}

/** The entries of a collection, by the ids of their papers. */
export interface EntryShelf {
  read(id: string): Entry | undefined;
  insert(entry: Entry): void;
  update(entry: Entry): void;
  /** Time in UTC. */
  now(): string;
}

/** Adds papers, and completes those that are there. */
export function addToShelf(shelf: EntryShelf, entries: readonly AddedEntry[]): AddOutcome {
  const added = new Set<string>();
  const changed = new Map<string, Entry>();
  const unchanged: string[] = [];
  for (const entry of entries) {
    const { id } = entry.paper;
    const before = shelf.read(id);
    if (!before) {
      shelf.insert(createEntry(entry, shelf.now()));
      added.add(id);
      continue;
    }
    const after = fillEntry(before, entry, shelf.now());
    const isSame = isSameEntry(before, after);
    if (!isSame) shelf.update(after);
    if (added.has(id) || changed.has(id)) continue;
    if (isSame) unchanged.push(id);
    else changed.set(id, before);
  }
  return { added: [...added], changed: [...changed.values()], unchanged };
}

/** Returns the entries as they were before, also those that the change leaves as they are. */
export function changeOnShelf(shelf: EntryShelf, ids: readonly string[], change: EntryChange): Entry[] {
  return [...new Set(ids)].flatMap((id) => {
    const before = shelf.read(id);
    if (!before) return [];
    const after = changeEntry(before, change, shelf.now());
    if (!isSameEntry(before, after)) shelf.update(after);
    return before;
  });
}

/** Puts an entry in place of the one of this paper, and returns that one. */
export function replaceOnShelf(shelf: EntryShelf, entry: AddedEntry): Entry | undefined {
  const before = shelf.read(entry.paper.id);
  if (!before) addToShelf(shelf, [entry]);
  else shelf.update(replaceWith(before, entry, shelf.now()));
  return before;
}

/** @param count how many there are after some were added */
export function refuseTooManyEntries(count: number): void {
  if (count > entryLimits.entries)
    throw new AppError("too_large", `A collection can have at most ${entryLimits.entries} papers.`);
}
