import { orderEntry } from "../../../domain/collections/change-entry.js";
import type { Decision, Entry } from "../../../domain/collections/entry.js";

export interface EntryRow {
  readonly paper: string;
  readonly title: string;
  readonly year: number | null;
  readonly note: string | null;
  readonly tags: string | null;
  readonly is_read: number;
  readonly rating: number | null;
  readonly key: string | null;
  readonly decision: Decision | null;
  readonly reason: string | null;
  readonly added_at: number;
  readonly decided_at: number | null;
}

export const entryColumns =
  "paper, title, year, note, tags, is_read, rating, key, decision, reason, added_at, decided_at";

export function toEntry(row: EntryRow): Entry {
  return orderEntry({
    id: row.paper,
    title: row.title,
    year: row.year ?? undefined,
    note: row.note ?? undefined,
    tags: row.tags === null ? [] : (JSON.parse(row.tags) as string[]),
    isRead: row.is_read === 1,
    rating: row.rating ?? undefined,
    key: row.key ?? undefined,
    decision: row.decision ?? undefined,
    reason: row.reason ?? undefined,
    addedAt: new Date(row.added_at).toISOString(),
    decidedAt: row.decided_at === null ? undefined : new Date(row.decided_at).toISOString(),
  });
}

export function toEntryRow(entry: Entry): EntryRow {
  const { id, title, year, note, tags, isRead, rating, key, decision, reason, addedAt, decidedAt } = entry;
  return {
    paper: id,
    title,
    year: year ?? null,
    note: note ?? null,
    tags: tags.length === 0 ? null : JSON.stringify(tags),
    is_read: Number(isRead),
    rating: rating ?? null,
    key: key ?? null,
    decision: decision ?? null,
    reason: reason ?? null,
    added_at: Date.parse(addedAt),
    decided_at: decidedAt === undefined ? null : Date.parse(decidedAt),
  };
}
