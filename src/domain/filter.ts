import { z } from "zod";

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).min(1).max(100)]).transform((value) => (Array.isArray(value) ? value : [value]));
const year = z.coerce.number().int().min(1000).max(3000);
const text = z.string().trim().min(1).max(500);

/** What to restrict an answer to: several values of one filter are OR, several filters AND. Text heeds no case. */
export const filterSchema = z
  .object({
    year: oneOrMore(year).describe("One of these years"),
    yearFrom: year.describe("First year, inclusive"),
    yearTo: year.describe("Last year, inclusive"),
    venue: oneOrMore(text).describe("Whole name of a venue, as its papers have it"),
    category: oneOrMore(text).describe("Whole name of a category, for example cs.CL"),
    author: oneOrMore(text).describe("Whole name of an author"),
    ids: oneOrMore(text).describe("Only among the papers with these ids"),
  })
  .partial();

export type Filter = z.output<typeof filterSchema>;

/** True when a filter lets every paper through. */
export function isOpenFilter(filter: Filter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

/**
 * What the query box adds to a filter: names of which only some words are given, as in `author:smith`. A name fits when
 * it holds all the words, heeding neither case nor accents. All authors must be among the paper's; of venues and of
 * categories one must fit.
 */
export interface NameWords {
  readonly author: readonly string[];
  readonly venue: readonly string[];
  readonly category: readonly string[];
}

export const noNameWords: NameWords = { author: [], venue: [], category: [] };
