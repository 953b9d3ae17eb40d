import { z } from "zod";

export const facetNames = ["year", "venue", "category", "author", "tags"] as const;
export const facetNameSchema = z.enum(facetNames);
export type FacetName = z.output<typeof facetNameSchema>;

/** Max number of values per facet; years have no limit. */
export const facetValuesShown = 20;

const valueCounts = z.array(z.object({ value: z.string(), count: z.number().int().positive() }));

/** The values of each requested facet, with the number of papers that have them. */
export const facetsSchema = z
  .object({
    year: z
      .array(z.object({ value: z.number().int(), count: z.number().int().positive() }))
      .describe("All years, ascending"),
    venue: valueCounts.describe("Most papers first, at most 20"),
    category: valueCounts.describe("Most papers first, at most 20; a paper counts for each of its categories"),
    author: valueCounts.describe("Most papers first, at most 20; a paper counts for each of its authors"),
    tags: valueCounts.describe("Most papers first, at most 20; a paper counts for each of its tags"),
  })
  .partial();
export type Facets = z.output<typeof facetsSchema>;
