import { z } from "zod";
import { type FacetName, facetNames } from "./facet-names.js";
import { facetLimitSchema, facetNameSchema, facetQuerySchema } from "./facets.js";
import { fieldSelectionSchema } from "../paper/field-selection.js";
import { filterSchema } from "./filter.js";
import { sortSchema } from "./sort.js";

export const queryLimits = {
  /** Max length of a question in characters. */
  queryLength: 10_000,
  /** Max number of hits in one answer. */
  limit: 100,
  /** Max value of `offset + limit`. */
  window: 1_000,
  /** Max length of a cursor in characters: a cursor for a whole window of papers is shorter. */
  cursorLength: 8_000,
  /** Number of first hits that `explain` explains, and in which `snippets` marks a sentence. */
  explained: 20,
  /** Max number of liked and of disliked papers in one recommendation. */
  examples: 100,
} as const;

export const searchModes = ["hybrid", "semantic", "keyword"] as const;
export const searchModeSchema = z.enum(searchModes);
export type SearchMode = z.output<typeof searchModeSchema>;

export const limitSchema = z
  .number()
  .int()
  .min(1)
  .max(queryLimits.limit)
  .default(10)
  .describe("Maximum number of hits in one answer");
const offset = z
  .number()
  .int()
  .min(0)
  .max(queryLimits.window - 1)
  .default(0);
/** One blank stays at the end: it says that the last word is whole. */
const queryText = z
  .string()
  .overwrite((text) => text.trimStart().replace(/(?<!\s)\s+$/, " "))
  .max(queryLimits.queryLength)
  .default("");

/** Also accepts text, for query strings. */
export const flag = z
  .union([z.boolean(), z.enum(["true", "false", "1", "0"]).transform((text) => text === "true" || text === "1")])
  .default(false)
  .meta({ default: false });

const facetName = `\\s*(?:${facetNames.join("|")})\\s*`;
const facetText = new RegExp(`^(?:true|false|0|1|${facetName}(?:,${facetName})*)?$`);

/** `true` for all facets, or some names as a list or separated by commas. */
const facetChoice = z
  .union(
    [
      z.boolean().transform((all) => (all ? [...facetNames] : [])),
      z.array(facetNameSchema),
      z.string().regex(facetText).transform(readFacets),
    ],
    { error: `must be true, false, or some of ${facetNames.join(", ")}` },
  )
  .default([])
  .describe("Facets to count, as a list or separated by commas; `true` for all")
  .meta({ default: false });

function readFacets(text: string): FacetName[] {
  const names = text.split(",").map((name) => name.trim());
  if (/^(true|1)$/.test(text)) return [...facetNames];
  return names.filter((name): name is FacetName => facetNames.some((known) => known === name));
}

export const duplicateHandlingSchema = z
  .enum(["fold", "show"])
  .default("fold")
  .describe("Whether near-duplicates are grouped under the first of them");

export const spellings = ["repair", "typed"] as const;

const searchFields = z.strictObject({
  query: queryText.describe(
    'Words, a title or an identifier; `"a phrase"`, `-word`, AND, OR, NOT, brackets, `word*` and fields such as `author:`, `title:` and `year:2019-2021` restrict the search. Without a query, lists the papers that pass the filter, newest first',
  ),
  limit: limitSchema,
  offset: offset.describe("Hits to skip; offset + limit is at most 1,000"),
  cursor: z
    .string()
    .min(1)
    .max(queryLimits.cursorLength)
    .optional()
    .describe("The cursor of the previous page: no paper is shown twice, even if papers were imported since"),
  mode: searchModeSchema
    .default("hybrid")
    .describe("Searches by meaning (semantic), by words (keyword), or by both (hybrid)"),
  semanticWeight: z.number().min(0).max(1).optional().describe("Share of meaning in hybrid mode, 0 to 1"),
  filter: filterSchema.default({}).describe("Restricts which papers may be found"),
  minScore: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      "Least score of a hit; 0 lists every paper that shares a word with the query or is among the 500 nearest in meaning",
    ),
  sort: sortSchema,
  facets: facetChoice,
  facetQuery: facetQuerySchema.optional(),
  facetLimit: facetLimitSchema,
  spelling: z
    .enum(spellings)
    .default("repair")
    .describe(
      "repair answers the query with its misspelt words repaired, and says so; typed answers the query as it is",
    ),
  prefix: flag.describe(
    "Whether the query is being typed: its last word stands for all words that begin so, unless a blank follows it",
  ),
  explain: flag.describe("Explains why each of the first 20 hits was found"),
  snippets: flag.describe("Marks the sentence nearest to the query in the abstract of each of the first 20 hits"),
  duplicates: duplicateHandlingSchema,
  fields: fieldSelectionSchema,
});

/** Conditions that no single field can state. */
export function checkPaging(page: { limit: number; offset: number; cursor?: string | undefined }): Issue | undefined {
  if (page.limit + page.offset > queryLimits.window) return windowIssue;
  return page.cursor !== undefined && page.offset > 0 ? cursorIssue : undefined;
}

interface Issue {
  readonly path: string[];
  readonly message: string;
}

const windowIssue: Issue = {
  path: ["offset"],
  message: `and limit must be at most ${queryLimits.window} together`,
};
const cursorIssue: Issue = { path: ["cursor"], message: "must not be combined with an offset" };

export const searchRequestSchema = withPaging(searchFields);
export type SearchRequest = z.output<typeof searchRequestSchema>;

/** The fields one by one, for query strings. */
export const searchRequestFields = searchFields.shape;

export function withPaging<T extends z.ZodType<{ limit: number; offset: number; cursor?: string | undefined }>>(
  schema: T,
): T {
  return schema.superRefine((page, context) => {
    const issue = checkPaging(page);
    if (issue) context.addIssue({ code: "custom", ...issue });
  });
}
