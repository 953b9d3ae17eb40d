import { AppError } from "../../errors.js";
import { type Entry, type EntryChange, type EntryFacts, entryLimits, foldTag, uniteTags } from "./entry.js";

/** What is known of a paper when it is added. */
export interface EntryPaper {
  readonly id: string;
  readonly title: string;
  readonly year?: number | undefined;
}

/** An entry to be added. The times are those of an entry that was removed before. */
export interface AddedEntry {
  readonly paper: EntryPaper;
  readonly facts: EntryFacts & { readonly addedAt?: string | undefined; readonly decidedAt?: string | undefined };
}

/** The entry of a paper that a collection does not have yet. */
export function createEntry({ paper, facts }: AddedEntry, now: string): Entry {
  const { note, tags = [], isRead = false, rating, key, decision, reason, addedAt = now } = facts;
  return orderEntry({
    id: paper.id,
    title: paper.title,
    year: paper.year,
    note,
    tags,
    isRead,
    rating,
    key,
    decision,
    reason,
    addedAt: writeTime(addedAt),
    decidedAt: writeTime(facts.decidedAt ?? now),
  });
}

/** One spelling for times that callers give, so that they can be compared. */
function writeTime(given: string): string {
  return new Date(given).toISOString();
}

/**
 * An entry that is added again: what it lacks is filled in, tags are united, and a note that says something new follows
 * the first one. What the reader has said before stays.
 */
export function fillEntry(entry: Entry, { facts }: AddedEntry, now: string): Entry {
  const decision = entry.decision ?? facts.decision;
  return orderEntry({
    ...entry,
    note: joinNotes(entry.note, facts.note),
    tags: uniteTags(entry.tags, facts.tags ?? []).slice(0, entryLimits.tags),
    isRead: entry.isRead || facts.isRead === true,
    rating: entry.rating ?? facts.rating,
    key: entry.key ?? facts.key,
    decision,
    reason: entry.reason ?? (decision === facts.decision ? facts.reason : undefined),
    decidedAt: entry.decidedAt ?? writeTime(facts.decidedAt ?? now),
  });
}

function joinNotes(note = "", other = ""): string | undefined {
  if (note.includes(other)) return note;
  const joined = note === "" ? other : `${note}\n\n${other}`;
  return joined.length > entryLimits.noteLength ? note : joined;
}

/** A whole entry in place of another one: it keeps the times, unless it has others or another decision. */
export function replaceWith(before: Entry, { paper, facts }: AddedEntry, now: string): Entry {
  const { addedAt = before.addedAt } = facts;
  const decidedAt = facts.decidedAt ?? (facts.decision === before.decision ? before.decidedAt : undefined);
  return createEntry({ paper, facts: { ...facts, addedAt, decidedAt } }, now);
}

/** The entry after a merge patch; the last write wins, field by field. Throws `too_large` for too many tags. */
export function changeEntry(entry: Entry, change: EntryChange, now: string): Entry {
  const given = <Name extends "note" | "rating" | "key" | "decision" | "reason">(name: Name): Entry[Name] =>
    change[name] === undefined ? entry[name] : ((change[name] ?? undefined) as Entry[Name]);
  const decision = given("decision");
  return orderEntry({
    ...entry,
    note: given("note"),
    tags: changeTags(entry.tags, change),
    isRead: change.isRead ?? entry.isRead,
    rating: given("rating"),
    key: given("key"),
    decision,
    reason: given("reason"),
    decidedAt: decision === entry.decision ? entry.decidedAt : now,
  });
}

function changeTags(tags: readonly string[], { tags: set, addTags = [], removeTags = [] }: EntryChange): string[] {
  const left = set === undefined ? tags : (set ?? []);
  const removed = new Set(removeTags.map(foldTag));
  const kept = left.filter((tag) => !removed.has(foldTag(tag)));
  const changed = uniteTags(kept, addTags);
  if (changed.length <= entryLimits.tags) return changed;
  throw new AppError("too_large", `An entry can have at most ${entryLimits.tags} tags.`);
}

export function isSameEntry(one: Entry, other: Entry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

type LooseEntry = { readonly [Field in keyof Entry]?: Entry[Field] | undefined } & Pick<
  Entry,
  "id" | "title" | "tags" | "isRead" | "addedAt"
>;

/** The fields in one order, without those that have no value. Only an exclusion has a reason, only a decision a time. */
export function orderEntry(entry: LooseEntry): Entry {
  const { id, title, year, note, tags, isRead, rating, key, decision, reason, addedAt, decidedAt } = entry;
  return {
    id,
    title,
    ...(year !== undefined && { year }),
    ...(note && { note }),
    tags,
    isRead,
    ...(rating !== undefined && { rating }),
    ...(key && { key }),
    ...(decision !== undefined && { decision }),
    ...(decision === "exclude" && reason && { reason }),
    addedAt,
    ...(decision !== undefined && decidedAt !== undefined && { decidedAt }),
  };
}
