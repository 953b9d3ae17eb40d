import { foldName } from "../../../../domain/collections/kept-collection.js";
import type { EntryStore, KeptEntry } from "../../../../ports/desk/entry-store.js";
import type { DeskParts } from "../desk-parts.js";
import { readPlace } from "./collection-keys.js";
import { openCollectionRecords, readCollection } from "./collection-records.js";
import { readEntryRecord } from "./entry-records.js";

export function createListEntriesOf(parts: DeskParts): EntryStore["listEntriesOf"] {
  const { connection } = parts;
  const { keys } = openCollectionRecords(parts);
  return async (reader, paper) => {
    const places = await connection.ask((redis) => redis.smembers(keys.kept(`id:${paper}`)));
    const ids = places
      .map(readPlace)
      .filter((place) => place.reader === reader)
      .map(({ id }) => id);
    const answers = await connection.pipe(
      ids.flatMap((id) => [
        ["HGET", keys.collections(reader), id] as const,
        ["HGET", keys.entries(id), paper] as const,
      ]),
    );
    const kept = ids.flatMap((_, at) => readKept(answers[2 * at], answers[2 * at + 1]) ?? []);
    return kept.sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  };
}

function readKept(collection: unknown, entry: unknown): KeptEntry | undefined {
  if (typeof collection !== "string" || typeof entry !== "string") return undefined;
  const { id, name, deletedAt } = readCollection(collection);
  return deletedAt === undefined ? { collection: { id, name }, entry: readEntryRecord(entry).entry } : undefined;
}

function rank({ collection: { id, name } }: KeptEntry): string {
  return `${foldName(name)}\n${id}`;
}
