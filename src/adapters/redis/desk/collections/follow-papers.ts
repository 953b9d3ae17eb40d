import { orderEntry } from "../../../../domain/collections/change-entry.js";
import type { Paper } from "../../../../domain/paper/paper.js";
import type { RedisCommand } from "../../connect.js";
import type { Transaction } from "../../transact.js";
import { type EntryPlace, readPlace } from "./collection-keys.js";
import { type EntryRecord, nameIdentifiers, openEntryRecords, readEntryRecord } from "./entry-records.js";
import type { EntryParts } from "./entry-store.js";
import { insertEntries, removeEntries, replaceEntries } from "./write-entries.js";

/**
 * What entries remember of papers that were just stored: titles, years and identifiers. Entries of a paper that is gone
 * follow it to the id under which it came back, by DOI and arXiv id. To be called after every change of papers, before it
 * is answered; doing it again changes nothing.
 */
export type FollowPapers = (papers: readonly FollowedPaper[]) => Promise<void>;

export type FollowedPaper = Pick<Paper, "id" | "title" | "year" | "doi" | "arxivId">;

/** Papers that are looked for together: a few milliseconds of work. */
const followedAtOnce = 100;

export function createFollowPapers(parts: EntryParts): FollowPapers {
  return async (papers) => {
    for (let at = 0; at < papers.length; at += followedAtOnce)
      await followSome(parts, papers.slice(at, at + followedAtOnce));
  };
}

async function followSome(parts: EntryParts, papers: readonly FollowedPaper[]): Promise<void> {
  const { keys } = openEntryRecords(parts);
  const named = papers.map((paper) => ({ paper, names: nameWays(paper) }));
  const commands = named.flatMap(({ names }) => names.map((name): RedisCommand => ["SMEMBERS", keys.kept(name)]));
  const answers = (await parts.connection.pipe(commands)) as string[][];
  for (const { paper, names } of named) {
    const places = new Set(answers.splice(0, names.length).flat());
    if (places.size > 0) await followPaper(parts, paper, [...places].map(readPlace));
  }
}

/** The names under which the index of kept papers may have entries of a paper. An id can be made of an identifier. */
function nameWays(paper: FollowedPaper): string[] {
  const identifiers = nameIdentifiers(paper);
  return [...new Set([`id:${paper.id}`, ...identifiers, ...identifiers.map((name) => `id:${name}`)])];
}

/** @param places entries that may be of the paper */
async function followPaper(parts: EntryParts, paper: FollowedPaper, places: readonly EntryPlace[]): Promise<void> {
  const { keys } = openEntryRecords(parts);
  const others = [...new Set(places.map((place) => place.paper))].filter((id) => id !== paper.id);
  const alive = others.length === 0 ? new Map() : await parts.papers.findKnown(others);
  const wanted = places.filter((place) => !alive.has(place.paper));
  const texts = await parts.connection.pipe(
    wanted.map(({ id, paper: kept }) => ["HGET", keys.entries(id), kept] as const),
  );
  const stale = wanted.filter((_, at) => {
    const text = texts[at];
    return typeof text === "string" && isStale(readEntryRecord(text), paper);
  });
  for (const reader of new Set(stale.map((place) => place.reader))) {
    const mine = stale.filter((place) => place.reader === reader);
    await parts.transact(keys.scope(reader), async (tx) => {
      const taken = new Set<string>();
      for (const place of mine) await followEntry(tx, parts, { paper, place, taken });
    });
  }
}

function isStale(record: EntryRecord, paper: FollowedPaper): boolean {
  return JSON.stringify(toFollowed(record, paper)) !== JSON.stringify(record);
}

function toFollowed({ entry }: EntryRecord, { id, title, year, doi, arxivId }: FollowedPaper): EntryRecord {
  return { entry: orderEntry({ ...entry, id, title, year }), doi, arxivId };
}

interface FollowedEntry {
  readonly paper: FollowedPaper;
  readonly place: EntryPlace;
  /** Collections in which the paper has an entry under its new id since this transaction. */
  readonly taken: Set<string>;
}

async function followEntry(tx: Transaction, parts: EntryParts, { paper, place, taken }: FollowedEntry): Promise<void> {
  const records = openEntryRecords(parts);
  const found = await records.read(place.id, [place.paper, paper.id]);
  const before = found.get(place.paper);
  if (!before) return;
  const after = toFollowed(before, paper);
  const target = { tx, keys: records.keys, collection: place };
  if (place.paper === paper.id) return replaceEntries(target, [{ before, after }]);
  // Where the collection has the paper under its new id already, that entry stays as it is.
  if (found.has(paper.id) || taken.has(place.id)) return;
  taken.add(place.id);
  removeEntries(target, [before]);
  insertEntries(target, [after]);
}
