import { z } from "zod";
import { foldText, splitWords } from "../text/fold-text.js";
import { decisions, type Entry, foldTag } from "./entry.js";

export const entrySorts = ["added", "title", "year", "rating", "decided"] as const;
export type EntrySort = (typeof entrySorts)[number];

/** Which entries are listed; without `all` and `decision`, those that are not excluded. */
export const entryFilterFields = {
  decision: z
    .enum([...decisions, "undecided", "all"])
    .optional()
    .describe("include, exclude, undecided or all; by default all but the excluded ones"),
  unread: z.enum(["true", "false"]).default("false").describe("true: only entries that are not marked as read"),
  tag: z
    .union([z.string().max(100), z.array(z.string().max(100)).max(50)])
    .optional()
    .transform((given = []) => [given].flat())
    .describe("Only entries with this tag; if repeated, with all of them"),
  q: z.string().max(500).default("").describe("Only entries with all these words in title, note, tags or key"),
} as const;

export type EntryFilter = z.output<z.ZodObject<typeof entryFilterFields>>;

/** Whether an entry passes the filter. */
export function createEntryFilter({ decision, unread, tag, q }: EntryFilter): (entry: Entry) => boolean {
  const words = splitWords(foldText(q));
  const tags = tag.map(foldTag);
  return (entry) =>
    matchesDecision(entry, decision) &&
    (unread === "false" || !entry.isRead) &&
    (tags.length === 0 || hasTags(entry, tags)) &&
    (words.length === 0 || hasWords(entry, words));
}

function matchesDecision({ decision }: Entry, wanted: EntryFilter["decision"]): boolean {
  if (wanted === "all") return true;
  if (wanted === undefined) return decision !== "exclude";
  return (decision ?? "undecided") === wanted;
}

function hasTags({ tags }: Entry, wanted: readonly string[]): boolean {
  const folded = new Set(tags.map(foldTag));
  return wanted.every((tag) => folded.has(tag));
}

function hasWords({ title, note = "", tags, key = "" }: Entry, words: readonly string[]): boolean {
  const text = foldText([title, note, key, ...tags].join("\n"));
  return words.every((word) => text.includes(word));
}
