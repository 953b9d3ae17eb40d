import { z } from "zod";
import { type FacetName, facetNames, nameFacets } from "./facet-names.js";

export const facetNameSchema = z.enum(facetNames);

/** Number of values per facet; years have no limit. */
export const facetLimits = { default: 20, max: 100 } as const;

const words = z
  .string()
  .max(500)
  .optional()
  .describe("Words of a name, ignoring case and accents; of the last word the beginning is enough");

export const facetQuerySchema = z
  .strictObject({ venue: words, category: words, author: words, tags: words })
  .describe("For each facet, words that its values must contain; in a query string: facetQuery.NAME=words");
export type FacetQuery = z.output<typeof facetQuerySchema>;

export const facetLimitSchema = z
  .number()
  .int()
  .min(1)
  .max(facetLimits.max)
  .default(facetLimits.default)
  .describe("Maximum number of values of one facet; years have no limit");

/** What to count. */
export interface FacetRequest {
  readonly names: readonly FacetName[];
  readonly limit: number;
  readonly query: FacetQuery;
}

const valueCounts = z.array(z.object({ value: z.string(), count: z.number().int().positive() }));

/** The values of each requested facet, with the number of papers that have them. */
export const facetsSchema = z
  .object({
    year: z
      .array(z.object({ value: z.number().int(), count: z.number().int().positive() }))
      .describe("All years, ascending"),
    venue: valueCounts.describe("Most papers first"),
    category: valueCounts.describe("Most papers first; a paper counts for each of its categories"),
    author: valueCounts.describe("Most papers first; a paper counts for each of its authors"),
    tags: valueCounts.describe("Most papers first; a paper counts for each of its tags"),
    has: valueCounts.describe("The fields that papers have, such as `abstract`; the others are `missing` there"),
    retracted: valueCounts.describe("How many papers are retracted (`true`) and not known to be (`false`)"),
    extra: valueCounts.describe("Own fields as `NAME=VALUE`, most papers first: filter by `extra.NAME=VALUE`"),
  })
  .partial();
export type Facets = z.output<typeof facetsSchema>;

export const facetSizesSchema = z
  .partialRecord(z.enum(nameFacets), z.number().int())
  .describe("How many values the facets of names have, of which the most frequent are listed");
export type FacetSizes = z.output<typeof facetSizesSchema>;

export interface CountedFacets {
  readonly facets: Facets;
  readonly sizes: FacetSizes;
}
