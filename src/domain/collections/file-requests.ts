import { z } from "zod";
import { addedAnswerSchema } from "../ingest/added-answer.js";
import { exportFormats } from "../export/format.js";
import { collectionSchema } from "./collection.js";
import { entryLimits, paperIdSchema } from "./entry.js";
import { entryFilterFields } from "./list-entries.js";

export const collectionExportQuerySchema = z.strictObject({
  format: z
    .enum(exportFormats)
    .default("jsonl")
    .describe("jsonl is complete; bibtex, ris, csl (CSL-JSON) and csv are for other programs"),
  decisions: z
    .enum(["true", "false"])
    .default("false")
    .describe("true: all entries, also excluded ones, with their decisions and reasons in csv and jsonl"),
  ...entryFilterFields,
});
export type CollectionExportQuery = z.output<typeof collectionExportQuerySchema>;

/** Chosen entries, also excluded ones. */
export const entriesExportSchema = z.strictObject({
  format: collectionExportQuerySchema.shape.format,
  ids: z
    .array(paperIdSchema)
    .min(1)
    .max(entryLimits.entries)
    .describe("Ids of papers; those without an entry are left out"),
});
export type EntriesExport = z.output<typeof entriesExportSchema>;

/** What an import did to the collection. */
export const importedEntriesSchema = z.object({
  added: z.number().int().describe("Number of papers that are new in the collection"),
  changed: z.number().int().describe("Number of papers whose entry was completed"),
  unchanged: z.number().int().describe("Number of papers that were there, and about which the file says nothing new"),
});
export type ImportedEntries = z.output<typeof importedEntriesSchema>;

export const importedCollectionSchema = addedAnswerSchema.extend({
  collection: collectionSchema,
  entries: importedEntriesSchema,
});
export type ImportedCollection = z.output<typeof importedCollectionSchema>;
