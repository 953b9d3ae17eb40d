import { z } from "zod";
import { fieldSelectionSchema } from "../paper/field-selection.js";
import { recommendationRequestSchema } from "../recommend/request.js";
import { queryLimits } from "../search/request.js";
import {
  entryChangeSchema,
  entryLimits,
  entrySchema,
  newEntrySchema,
  paperIdSchema,
  shownEntrySchema,
} from "./entry.js";
import { entryFilterFields, entrySorts } from "./list-entries.js";

export const listEntriesQuerySchema = z.strictObject({
  ...entryFilterFields,
  sort: z.enum(entrySorts).default("added").describe("added and decided: the newest first"),
  limit: z.number().int().min(1).max(queryLimits.limit).default(50).describe("Maximum number of entries in one answer"),
  cursor: z.string().max(queryLimits.cursorLength).optional().describe("The `cursor` of the page before"),
  fields: fieldSelectionSchema,
});
export type ListEntriesQuery = z.output<typeof listEntriesQuerySchema>;

export const entriesAnswerSchema = z.object({
  entries: z.array(shownEntrySchema),
  total: z.number().int().describe("Number of entries that pass the filter"),
  cursor: z.string().optional().describe("For the next page; absent on the last one"),
});
export type EntriesAnswer = z.output<typeof entriesAnswerSchema>;

export const addEntriesSchema = z.strictObject({
  entries: z.array(newEntrySchema).min(1).max(entryLimits.batch).describe("Papers with what you say about them"),
});
export type AddEntries = z.output<typeof addEntriesSchema>;

const idList = (what: string) => z.array(z.string()).describe(what);

export const addedEntriesSchema = z.object({
  added: idList("Ids of the papers that were added"),
  changed: z.array(entrySchema).describe("Entries that were completed, as they were before"),
  unchanged: idList("Ids of papers that were there, and said nothing new"),
  unknown: idList("Ids that the library does not have"),
});
export type AddedEntries = z.output<typeof addedEntriesSchema>;

const ids = z.array(paperIdSchema).min(1).max(entryLimits.batch).describe("Ids of the papers");

export const findEntriesSchema = z.strictObject({ ids });
export type FindEntries = z.output<typeof findEntriesSchema>;

export const foundEntriesSchema = z.object({
  entries: z.array(entrySchema).describe("In the order of the ids; also excluded ones"),
  unknown: idList("Ids that the collection does not have"),
});
export type FoundEntries = z.output<typeof foundEntriesSchema>;

export const changeEntriesSchema = z.strictObject({
  ids,
  change: entryChangeSchema.describe("What to change in each entry: what is absent stays, `null` removes"),
});
export type ChangeEntries = z.output<typeof changeEntriesSchema>;

export const changedEntriesSchema = z.object({
  before: z.array(entrySchema).describe("The entries as they were: to undo the change"),
  unknown: idList("Ids that the collection does not have"),
});
export type ChangedEntries = z.output<typeof changedEntriesSchema>;

export const removeEntriesSchema = z.strictObject({ ids });
export type RemoveEntries = z.output<typeof removeEntriesSchema>;

export const removedEntriesSchema = z.object({
  removed: z.array(entrySchema).describe("To undo: add them again as they are"),
  unknown: idList("Ids that the collection does not have"),
});
export type RemovedEntries = z.output<typeof removedEntriesSchema>;

export const replacedEntrySchema = shownEntrySchema.extend({
  before: entrySchema.optional().describe("The entry as it was, if there was one"),
});
export type ReplacedEntry = z.output<typeof replacedEntrySchema>;

export const collectionsOfPaperSchema = z.object({
  collections: z.array(z.object({ id: z.string(), name: z.string(), entry: entrySchema })),
});
export type CollectionsOfPaper = z.output<typeof collectionsOfPaperSchema>;

const { positive: _positive, negative: _negative, ...recommendationFields } = recommendationRequestSchema.shape;
export const collectionRecommendationSchema = z.strictObject(recommendationFields);
export type CollectionRecommendation = z.output<typeof collectionRecommendationSchema>;
