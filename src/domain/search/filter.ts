import { z } from "zod";

const oneOrMore = <T extends z.ZodType>(item: T, expected: string) =>
  z
    .union([item, z.array(item).min(1).max(100)], { error: `expected ${expected}, or a list of 1 to 100` })
    .transform((value) => (Array.isArray(value) ? value : [value]));
const year = z.number().int().min(1000).max(3000);
const text = z.string().trim().regex(/\S/, "expected at least one character").max(500);

/** Restricts an answer: values of one filter are combined with OR, filters with AND. Text comparison ignores case. */
export const filterSchema = z
  .object({
    year: oneOrMore(year, "a year from 1000 to 3000").describe("Year, or one of several"),
    yearFrom: year.describe("First year, inclusive"),
    yearTo: year.describe("Last year, inclusive"),
    venue: oneOrMore(text, "a text of 1 to 500 characters").describe(
      "Venue, or one of several; the full name, ignoring case",
    ),
    category: oneOrMore(text, "a text of 1 to 500 characters").describe("Category, or one of several"),
    author: oneOrMore(text, "a text of 1 to 500 characters").describe(
      "Author, or one of several; the full name, ignoring case",
    ),
    ids: oneOrMore(text, "a text of 1 to 500 characters").describe("Paper id, or one of several"),
  })
  .partial();

export type Filter = z.output<typeof filterSchema>;

/** True when every paper passes the filter. */
export function isOpenFilter(filter: Filter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

/**
 * The part of a filter written in the query, which gives only some words of a name, as in `author:smith`. A name
 * matches if it contains all the words, ignoring case and accents. Every author must match, but only one of the venues
 * and one of the categories.
 */
export interface NameWords {
  readonly author: readonly string[];
  readonly venue: readonly string[];
  readonly category: readonly string[];
}

export const noNameWords: NameWords = { author: [], venue: [], category: [] };
