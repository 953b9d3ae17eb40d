import { z } from "zod";
import { columnChoiceHint, columnChoicePattern } from "../domain/sources/column-mapping.js";
import { formatNames } from "../domain/sources/paper-format.js";

/** Types of a streamed body of papers, of any length. Its content decides the format, not its type. */
export const paperBodyTypes = [
  "application/x-ndjson",
  "text/csv",
  "text/tab-separated-values",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "text/plain",
  "text/xml",
  "text/x-bibtex",
  "application/x-bibtex",
  "application/x-research-info-systems",
  "application/nbib",
  "application/x-endnote-refer",
  "application/vnd.citationstyles.csl+json",
  "application/vnd.crossref-api-message+json",
  "application/vnd.datacite.datacite+json",
  "application/atom+xml",
  "application/xml",
  "application/jsonl",
  "application/pdf",
  "application/gzip",
  "application/zstd",
  "application/octet-stream",
] as const;

const several = (text: z.ZodString) =>
  z
    .union([text, z.array(text).max(100)])
    .optional()
    .transform((given = []) => [given].flat());
const columnChoice = z.string().max(500).regex(columnChoicePattern, columnChoiceHint);
const year = z.number().int().min(1000).max(3000).optional();

/** How to read a body; JSON and `application/x-ndjson` are our own papers unless `map` says where the fields are. */
export const paperBodyQuerySchema = z.strictObject({
  format: z.enum(formatNames).optional().describe("Format of a streamed body; by default its content decides"),
  map: several(columnChoice).describe(
    "For tables and JSON: field:column, such as title:Name or title:bibjson.title; repeated, or separated by commas",
  ),
  sheet: z
    .string()
    .max(500)
    .optional()
    .describe("For workbooks: name of the sheet; by default the first one with titles"),
  category: several(z.string().max(500)).describe(
    "Only papers of this category, cs for all of cs.*; if repeated, of one of them",
  ),
  yearFrom: year.describe("Only papers of this year or later"),
  yearTo: year.describe("Only papers of this year or earlier"),
});
export type PaperBodyQuery = z.output<typeof paperBodyQuerySchema>;
