import { z } from "zod";
import { writeLine, writeLines } from "../input/plain-text.js";
import type { AddedEntry } from "./change-entry.js";
import { decisions, entryFactsSchema, entryLimits, keyPattern, uniteTags, wholeEntrySchema } from "./entry.js";

/** What a record of a file says for its reader alone, not about the paper; not yet checked. */
export interface RecordEntry {
  readonly note?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly key?: string | undefined;
  readonly rating?: number | undefined;
  readonly isRead?: boolean | undefined;
  readonly decision?: (typeof decisions)[number] | undefined;
  readonly reason?: string | undefined;
  readonly addedAt?: string | undefined;
  readonly decidedAt?: string | undefined;
}

export interface FittedEntry {
  readonly facts: AddedEntry["facts"];
  /** What exceeds a limit, one sentence each. */
  readonly notices: readonly string[];
}

/** Cuts and leaves out what exceeds the limits of an entry, so that it does not cost the paper. */
export function fitEntry(entry: RecordEntry): FittedEntry {
  const notices: string[] = [];
  const facts = {
    note: fitNote(entry.note, notices),
    tags: fitTags(entry.tags ?? [], notices),
    key: fitKey(entry.key, notices),
    isRead: entry.isRead,
    decision: entry.decision,
    reason: entry.reason && writeLines(entry.reason).slice(0, entryLimits.reasonLength),
    ...keepValid("rating", entry.rating),
    ...keepValid("addedAt", entry.addedAt),
    ...keepValid("decidedAt", entry.decidedAt),
  };
  const given = Object.entries(facts).filter(([, value]) => value !== undefined && value !== "");
  return { facts: Object.fromEntries(given), notices };
}

function keepValid(name: "rating" | "addedAt" | "decidedAt", value: unknown): object {
  const parsed = wholeEntrySchema.shape[name].safeParse(value);
  return parsed.success ? { [name]: parsed.data } : {};
}

function fitNote(note: string | undefined, notices: string[]): string | undefined {
  const text = note && writeLines(note);
  if (text === undefined || text.length <= entryLimits.noteLength) return text;
  notices.push(`the note is cut: an entry holds ${entryLimits.noteLength} characters`);
  return text.slice(0, entryLimits.noteLength).replace(/\p{Cs}$/u, "");
}

function fitTags(given: readonly string[], notices: string[]): readonly string[] | undefined {
  const tags = uniteTags(
    [],
    given.map(writeLine).filter((tag) => tag !== ""),
  );
  const short = tags.filter((tag) => tag.length <= entryLimits.tagLength);
  const kept = short.slice(0, entryLimits.tags);
  if (kept.length < short.length)
    notices.push(
      `${short.length - kept.length} of ${tags.length} tags are left out: an entry holds ${entryLimits.tags}`,
    );
  if (short.length < tags.length)
    notices.push(`tags of more than ${entryLimits.tagLength} characters are left out: ${tags.length - short.length}`);
  return kept.length === 0 ? undefined : kept;
}

function fitKey(key: string | undefined, notices: string[]): string | undefined {
  if (key === undefined || entryFactsSchema.shape.key.safeParse(key).success) return key;
  if (key.length > entryLimits.keyLength || !keyPattern.test(key))
    notices.push(`the key ${key.slice(0, 60)} is left out: a citation key has no blanks, commas or braces`);
  return undefined;
}

const ownEntrySchema = z.looseObject({ entry: z.record(z.string(), z.unknown()) });
const own = wholeEntrySchema.shape;

/** The entry in a line of an exported collection; a field that is wrong is ignored. */
export function readOwnEntry(value: unknown): RecordEntry | undefined {
  const entry = ownEntrySchema.safeParse(value).data?.entry;
  if (!entry) return undefined;
  const read = <Value>(name: string, schema: z.ZodType<Value>) => schema.safeParse(entry[name]).data;
  const text = z.string();
  return {
    note: read("note", text),
    tags: read("tags", z.array(text).max(1_000)),
    key: read("key", text),
    rating: read("rating", z.number()),
    isRead: read("isRead", z.boolean()),
    decision: read("decision", z.enum(decisions)),
    reason: read("reason", text),
    addedAt: read("addedAt", own.addedAt),
    decidedAt: read("decidedAt", own.decidedAt),
  };
}
