import { z } from "zod";

export const collectionLimits = {
  /** Max number of collections of a reader. */
  collections: 1_000,
  /** Max length of a name in characters. */
  nameLength: 200,
  /** Max length of a note in characters. */
  noteLength: 10_000,
} as const;

const name = z
  .string()
  .trim()
  .regex(/\S/, "must not be empty")
  .max(collectionLimits.nameLength)
  .describe("The name; those of a reader differ, ignoring case");
const note = z.string().trim().max(collectionLimits.noteLength).describe("A note on the whole collection");

export const newCollectionSchema = z.strictObject({ name, note: note.optional() });
export type NewCollection = z.output<typeof newCollectionSchema>;

export const collectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  note: z.string().optional(),
  /** Papers that are not excluded. */
  papers: z.number().int().describe("Number of papers, without excluded ones"),
  included: z.number().int().describe("Number of papers that were included by a decision"),
  excluded: z.number().int().describe("Number of papers that were excluded"),
  unread: z.number().int().describe("Number of papers that are not marked as read, without excluded ones"),
  createdAt: z.string().describe("Time in UTC"),
  updatedAt: z.string().describe("Time in UTC of the last change to the collection or its papers"),
});
export type Collection = z.output<typeof collectionSchema>;

export const collectionsAnswerSchema = z.object({ collections: z.array(collectionSchema) });
