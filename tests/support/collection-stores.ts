import type { AddedEntry } from "../../src/domain/collections/change-entry.js";
import type { Entry } from "../../src/domain/collections/entry.js";
import type { CollectionStore } from "../../src/ports/desk/collection-store.js";
import type { EntryStore } from "../../src/ports/desk/entry-store.js";

export interface CollectionStores {
  readonly collections: CollectionStore;
  readonly entries: EntryStore;
  /** Sets the clock, in milliseconds since 1970. */
  setTime(nowMs: number): void;
  close(): Promise<void>;
}

export type CreateStores = () => Promise<CollectionStores>;
export type NamedCollection = Parameters<EntryStore["scanEntries"]>[0];

export const formatTime = (nowMs: number) => new Date(nowMs).toISOString();

export function makeEntry(id: string, facts: AddedEntry["facts"] = {}): AddedEntry {
  return { paper: { id, title: `Title ${id}`, year: 2020 }, facts };
}

export async function openCollection(
  { collections }: CollectionStores,
  name = "Bees",
  reader = "ada",
): Promise<NamedCollection> {
  const { id } = await collections.createCollection(reader, { name });
  return { reader, id };
}

export async function scanAll({ entries }: CollectionStores, collection: NamedCollection): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const slice of entries.scanEntries(collection)) found.push(...slice);
  return found;
}
