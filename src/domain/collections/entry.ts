import { z } from "zod";
import { linesSchema, lineSchema } from "../input/plain-text.js";
import { requireChange } from "../input/require-change.js";
import { paperLimits, paperSchema } from "../paper/paper.js";

/** Limits of collections and their entries. Lengths are in UTF-16 code units. */
export const entryLimits = {
  entries: 20_000,
  noteLength: 10_000,
  tags: 50,
  tagLength: 100,
  keyLength: 200,
  reasonLength: 1_000,
  /** Entries or ids in one request. */
  batch: 1_000,
} as const;

export const decisions = ["include", "exclude"] as const;
export type Decision = (typeof decisions)[number];

/** What BibTeX accepts as a key, and the fields of other formats keep as it is. */
export const keyPattern = /^[^\s,{}()="#%\\~]+$/;

const note = linesSchema.max(entryLimits.noteLength).describe("Your note; line breaks are kept");
const tag = lineSchema.max(entryLimits.tagLength);
const tags = z
  .array(tag)
  .max(entryLimits.tags)
  .transform((given) => uniteTags([], given))
  .describe("Your tags; one that differs only by case is the same");
const rating = z.number().int().min(1).max(5).describe("1 to 5");
const key = z
  .string()
  .max(entryLimits.keyLength)
  .regex(keyPattern, "must be a citation key: no blanks, commas, braces or quotation marks")
  .describe("Citation key, as exports write it");
const reason = linesSchema.max(entryLimits.reasonLength).describe("Why the paper is excluded");
const isRead = z.boolean().describe("Whether you have read it");
const decision = z.enum(decisions);

/** What a reader says about a paper of a collection; all of it may be absent. */
export const entryFactsSchema = z.strictObject({
  note: note.optional(),
  tags: tags.optional(),
  isRead: isRead.optional(),
  rating: rating.optional(),
  key: key.optional(),
  decision: decision.optional().describe("include, or exclude; absent while undecided"),
  reason: reason.optional(),
});
export type EntryFacts = z.output<typeof entryFactsSchema>;

const time = z.iso.datetime().describe("Time in UTC");

export const paperIdSchema = z
  .string()
  .trim()
  .regex(/\S/, "must not be empty")
  .max(paperLimits.idLength)
  .describe("Id of a paper; a DOI or arXiv id in any spelling");

/** A whole entry as a caller sends it. The times and the title are for what was removed before and is added again. */
export const wholeEntrySchema = entryFactsSchema.extend({
  title: lineSchema
    .max(paperLimits.titleLength)
    .optional()
    .describe("Title of a paper that the library does not have: the entry is then kept without it"),
  year: z.number().int().min(1000).max(3000).optional().describe("Year of such a paper"),
  addedAt: time.optional(),
  decidedAt: time.optional(),
});
export type WholeEntry = z.output<typeof wholeEntrySchema>;

export const newEntrySchema = wholeEntrySchema.extend({ id: paperIdSchema });
export type NewEntry = z.output<typeof newEntrySchema>;

/** A merge patch: what is absent stays, `null` removes. */
export const entryChangeSchema = requireChange(
  z.strictObject({
    note: note.nullish(),
    tags: tags.nullish(),
    addTags: tags.optional().describe("Tags to add to those that each entry has"),
    removeTags: tags.optional().describe("Tags to take away; those that an entry lacks are ignored"),
    isRead: isRead.optional(),
    rating: rating.nullish(),
    key: key.nullish(),
    decision: decision.nullish().describe("include, exclude, or null: undecided again"),
    reason: reason.nullish(),
  }),
);
export type EntryChange = z.output<typeof entryChangeSchema>;

/** An entry as it is kept. */
export const entrySchema = z.object({
  id: z.string().describe("Id of the paper"),
  title: z.string().describe("Title of the paper, remembered when the library no longer has it"),
  year: z.number().int().optional(),
  note: z.string().optional(),
  tags: z.array(z.string()),
  isRead: z.boolean(),
  rating: z.number().int().optional(),
  key: z.string().optional().describe("Citation key"),
  decision: decision.optional(),
  reason: z.string().optional(),
  addedAt: z.string().describe("Time in UTC"),
  decidedAt: z.string().optional().describe("Time in UTC"),
});
export type Entry = z.output<typeof entrySchema>;

/** An entry with its paper. */
export const shownEntrySchema = entrySchema.extend({
  isInLibrary: z.boolean().describe("Whether the library has the paper; an entry outlives its paper"),
  paper: paperSchema.optional().describe("Absent if the library no longer has the paper"),
});
export type ShownEntry = z.output<typeof shownEntrySchema>;

/** Both lists of tags, each tag once whatever its case. */
export function uniteTags(some: readonly string[], others: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const one of [...some, ...others]) {
    const folded = foldTag(one);
    if (!seen.has(folded)) seen.set(folded, one);
  }
  return [...seen.values()];
}

/** Tags are compared without case. */
export function foldTag(one: string): string {
  return one.normalize("NFC").toLowerCase();
}
