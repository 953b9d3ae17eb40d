import type { KeepCount, OpenCounts } from "../../../../ports/desk/open-counts.js";
import type { RedisCommand } from "../../connect.js";
import { takeKnown } from "../take-known.js";
import { type EntryPlace, readPlace } from "./collection-keys.js";
import { openCollectionRecords, readCollection } from "./collection-records.js";
import { readEntryRecord } from "./entry-records.js";
import type { EntryParts } from "./entry-store.js";

/** Entries that are read at a time; their notes may be long. */
const readAtOnce = 200;

/** Counts the readers of what was kept lately, over all of them. */
export function createListKept(parts: EntryParts): OpenCounts["listKept"] {
  const { connection, papers } = parts;
  const { keys } = openCollectionRecords(parts);
  return async ({ min, limit }) => {
    const places = [...new Set(await connection.ask((redis) => redis.lrange(keys.lately, 0, -1)))].map(readPlace);
    const live = await findLive(parts, places);
    const kept = new Map<string, Kept>();
    for (let at = 0; at < places.length; at += readAtOnce) {
      const slice = places.slice(at, at + readAtOnce).filter(({ id }) => live.has(id));
      const texts = await connection.pipe(
        slice.map(({ id, paper }): RedisCommand => ["HGET", keys.entries(id), paper]),
      );
      slice.forEach((place, index) => note(kept, place, texts[index]));
    }
    const enough = [...kept].flatMap(([id, { readers, last }]) =>
      readers.size < min ? [] : { id, readers: readers.size, last },
    );
    const taken = await takeKnown(papers, enough.sort(compareKept), limit);
    return taken.map(({ id, readers }) => ({ id, readers }));
  };
}

interface Kept {
  readonly readers: Set<string>;
  /** When it was added last. */
  last: string;
}

function note(kept: Map<string, Kept>, { paper, reader }: EntryPlace, text: unknown): void {
  if (typeof text !== "string") return;
  const { decision, addedAt } = readEntryRecord(text).entry;
  if (decision === "exclude") return;
  const before = kept.get(paper) ?? { readers: new Set(), last: "" };
  before.readers.add(reader);
  if (addedAt > before.last) before.last = addedAt;
  kept.set(paper, before);
}

type Counted = KeepCount & Pick<Kept, "last">;

function compareKept(one: Counted, other: Counted): number {
  if (one.readers !== other.readers) return other.readers - one.readers;
  if (one.last !== other.last) return one.last > other.last ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** The ids of those collections that are not deleted. */
async function findLive(parts: EntryParts, places: readonly EntryPlace[]): Promise<ReadonlySet<string>> {
  const { keys } = openCollectionRecords(parts);
  const unique = [...new Map(places.map(({ reader, id }) => [id, { reader, id }])).values()];
  const texts = await parts.connection.pipe(
    unique.map(({ reader, id }): RedisCommand => ["HGET", keys.collections(reader), id]),
  );
  const isLive = (text: unknown) => typeof text === "string" && readCollection(text).deletedAt === undefined;
  return new Set(unique.filter((_, at) => isLive(texts[at])).map(({ id }) => id));
}
