import { z } from "zod";

export const facetNames = ["year", "venue", "category", "author"] as const;
export const facetNameSchema = z.enum(facetNames);
export type FacetName = z.output<typeof facetNameSchema>;

/** How many values of one facet are counted out; years are given all. */
export const facetValuesShown = 20;

const valueCounts = z.array(z.object({ value: z.string(), count: z.number().int().positive() }));

/** For each facet asked for, its values and how many papers have them. */
export const facetsSchema = z
  .object({
    year: z
      .array(z.object({ value: z.number().int(), count: z.number().int().positive() }))
      .describe("Every year, ascending"),
    venue: valueCounts.describe("Most papers first, at most 20"),
    category: valueCounts.describe("Most papers first, at most 20; a paper counts for each of its categories"),
    author: valueCounts.describe("Most papers first, at most 20; a paper counts for each of its authors"),
  })
  .partial();
export type Facets = z.output<typeof facetsSchema>;
