import { z } from "zod";
import { extraSchema } from "./extra.js";
import { parseArxivId, parseDoi } from "./id.js";
import { personNameSchema } from "../person/person-name.js";
import { workTypes } from "./work-type.js";

/**
 * Limits of one paper. A title or id over its limit is refused, other fields are cut or left out (`fitFields`). Lengths
 * are in UTF-16 code units.
 */
export const paperLimits = {
  titleLength: 2_000,
  abstractLength: 50_000,
  listLength: 5_000,
  itemLength: 500,
  idLength: 500,
  dateLength: 40,
  urlLength: 2_000,
  noteLength: 1_000,
} as const;

const optionalText = (maxLength: number) => z.string().trim().max(maxLength).nullish();
const textList = z
  .array(z.string().max(paperLimits.itemLength))
  .max(paperLimits.listLength)
  .nullish()
  .transform((items) => (items ?? []).map((item) => item.trim()).filter((item) => item !== ""));

/** The reason why a record without a title is refused. */
export const noTitle = "there is no title";

/** A paper as callers send it: only the title is required; unknown fields are ignored. */
export const paperInputSchema = z.object({
  id: optionalText(paperLimits.idLength)
    // The store would keep half a surrogate pair as U+FFFD, and the paper would not be found under its id.
    .refine((id) => !id || !/\p{Cs}/u.test(id), { message: "must be whole characters, and has half of one" })
    .describe("Defaults to the canonical id: arxiv:…, doi:…, else a content hash"),
  title: z
    .string({ error: ({ input }) => (input === undefined || input === null ? noTitle : undefined) })
    .max(paperLimits.titleLength)
    .describe("The only required field"),
  abstract: z.string().max(paperLimits.abstractLength).nullish().describe("As plain text"),
  authors: textList.describe("Full names, in the order of the paper"),
  authorNames: z
    .array(personNameSchema)
    .max(paperLimits.listLength)
    .nullish()
    .describe("The parts of the authors' names, one entry for each author; ignored if the numbers differ"),
  year: z.number().int().min(1000).max(3000).nullish().describe("Year of publication"),
  date: optionalText(paperLimits.dateLength).describe("ISO 8601 date, for example 2023-01-31"),
  venue: optionalText(paperLimits.itemLength).describe("Journal or conference"),
  type: z.enum(workTypes).nullish().describe("Type of the work, in the terms of CSL"),
  categories: textList.describe("Categories of a classification, for example cs.LG"),
  keywords: textList.describe("Keywords chosen by the authors"),
  doi: optionalText(paperLimits.idLength)
    .refine((doi) => !doi || parseDoi(doi) !== undefined, {
      message: "must be a DOI such as 10.1000/182",
    })
    .describe("DOI, with or without the resolver's address"),
  arxivId: optionalText(100)
    .refine((id) => !id || parseArxivId(id) !== undefined, {
      message: "must be an arXiv id such as 2301.01234 or math/0211159v2",
    })
    .describe("arXiv id, with or without a version"),
  url: optionalText(paperLimits.urlLength).describe("Address of the paper"),
  tags: textList.describe("Your own tags"),
  extra: extraSchema.nullish().describe("Your own fields, by name: a text, a number, true, false, or a list of texts"),
  retracted: z.boolean().nullish().describe("Whether the paper is retracted; a title that says so is enough"),
  retractionNote: optionalText(paperLimits.noteLength).describe("When, where and why it was retracted"),
});

export type PaperInput = z.input<typeof paperInputSchema>;
export type ParsedPaper = z.output<typeof paperInputSchema>;

/**
 * A paper as it is stored and shown. Unknown fields are absent, never empty strings. A description of it requires only the
 * id, because an answer may be limited to some fields.
 */
export const paperSchema = z
  .object({
    id: z.string().describe("Canonical: arxiv:…, doi:…, or a hash of title, first author and year"),
    title: z.string(),
    abstract: z.string().optional(),
    authors: z.array(z.string()),
    authorNames: z
      .array(personNameSchema)
      .optional()
      .describe("The parts of the authors' names, if their source has them"),
    year: z.number().int().optional(),
    date: z.string().optional(),
    venue: z.string().optional(),
    type: z.enum(workTypes).optional().describe("Type of the work, if the venue does not imply it"),
    categories: z.array(z.string()),
    keywords: z.array(z.string()),
    doi: z.string().optional(),
    arxivId: z.string().optional(),
    url: z.string().optional(),
    tags: z.array(z.string()).optional().describe("Tags of the library's owner; absent if there are none"),
    extra: extraSchema.optional().describe("Own fields of the library's owner"),
    retracted: z.boolean().optional().describe("Whether the paper is retracted, if a source says so"),
    retractionNote: z.string().optional().describe("When, where and why it was retracted"),
  })
  .meta({ required: ["id"] });

export type Paper = z.output<typeof paperSchema>;

/**
 * The internal number of a paper: its row in the store, a positive integer below 2^31 that is never reused.
 * Both indexes refer to papers by ordinal.
 */
export type Ordinal = number;
