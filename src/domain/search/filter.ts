import { z } from "zod";

const oneOrMore = <T extends z.ZodType>(item: T, expected: string) =>
  z
    .union([item, z.array(item).min(1).max(100)], { error: `expected ${expected}, or a list of 1 to 100` })
    .transform((value) => (Array.isArray(value) ? value : [value]));
const year = z.number().int().min(1000).max(3000);
const text = z.string().trim().regex(/\S/, "expected at least one character").max(500);

/** What to restrict an answer to: several values of one filter are OR, several filters AND. Text is compared without case. */
export const filterSchema = z
  .object({
    year: oneOrMore(year, "a year from 1000 to 3000").describe("Of this year, or of one of these"),
    yearFrom: year.describe("First year, inclusive"),
    yearTo: year.describe("Last year, inclusive"),
    venue: oneOrMore(text, "a text of 1 to 500 characters").describe(
      "Of this venue, or of one of these; the full name, in any case",
    ),
    category: oneOrMore(text, "a text of 1 to 500 characters").describe("In this category, or in one of these"),
    author: oneOrMore(text, "a text of 1 to 500 characters").describe(
      "By this author, or by one of these; the full name, in any case",
    ),
    ids: oneOrMore(text, "a text of 1 to 500 characters").describe("Among these papers"),
  })
  .partial();

export type Filter = z.output<typeof filterSchema>;

/** True when every paper passes the filter. */
export function isOpenFilter(filter: Filter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

/**
 * What the query box adds to a filter: names of which only some words are given, as in `author:smith`. A name fits when
 * it holds all the words, ignoring case and accents. All authors must be among the paper's; of venues and of
 * categories one must fit.
 */
export interface NameWords {
  readonly author: readonly string[];
  readonly venue: readonly string[];
  readonly category: readonly string[];
}

export const noNameWords: NameWords = { author: [], venue: [], category: [] };
