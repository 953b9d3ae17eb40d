import { z } from "zod";
import { linesSchema, lineSchema } from "../input/plain-text.js";
import { requireChange } from "../input/require-change.js";

export const collectionLimits = {
  /** Max number of collections of a reader. */
  collections: 1_000,
  /** Max length of a name in characters. */
  nameLength: 200,
  /** Max length of a note in characters. */
  noteLength: 10_000,
  /** Days for which a deleted collection can be restored. */
  restorableDays: 30,
} as const;

const name = lineSchema.max(collectionLimits.nameLength).describe("The name; those of a reader differ, ignoring case");
const note = linesSchema.max(collectionLimits.noteLength).describe("A note on the whole collection");

export const newCollectionSchema = z.strictObject({ name, note: note.optional() });
export type NewCollection = z.output<typeof newCollectionSchema>;

/** A merge patch: what is absent stays; `null` removes the note. */
export const collectionChangeSchema = requireChange(
  z.strictObject({
    name: name.optional(),
    note: note.nullish().describe("A note on the whole collection; `null` removes it"),
  }),
);
export type CollectionChange = z.output<typeof collectionChangeSchema>;

export const collectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  note: z.string().optional(),
  /** Papers that are not excluded. */
  papers: z.number().int().describe("Number of papers, without excluded ones"),
  included: z.number().int().describe("Number of papers that were included by a decision"),
  excluded: z.number().int().describe("Number of papers that were excluded"),
  unread: z.number().int().describe("Number of papers that are not marked as read, without excluded ones"),
  duplicates: z
    .number()
    .int()
    .optional()
    .describe("Records of imported files whose paper was in it already; absent if there were none"),
  createdAt: z.string().describe("Time in UTC"),
  updatedAt: z.string().describe("Time in UTC of the last change to the collection or its papers"),
  restorableUntil: z.string().optional().describe("Of a deleted collection: time in UTC when it is removed for good"),
});
export type Collection = z.output<typeof collectionSchema>;

export const changedCollectionSchema = collectionSchema.extend({
  before: z.object({ name: z.string(), note: z.string().nullable() }).describe("To undo the change: send it back"),
});
export type ChangedCollection = z.output<typeof changedCollectionSchema>;

export const deletedCollectionSchema = collectionSchema.required({ restorableUntil: true });
export type DeletedCollection = z.output<typeof deletedCollectionSchema>;

/** A name that is not taken: `Engines (2)`. */
export function findFreeName(wanted: string, isTaken: (name: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? "" : ` (${number})`;
    const free = `${wanted.slice(0, collectionLimits.nameLength - suffix.length)}${suffix}`;
    if (!isTaken(free)) return free;
  }
}

export const collectionsAnswerSchema = z.object({ collections: z.array(collectionSchema) });
