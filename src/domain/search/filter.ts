import { z } from "zod";
import { extraNameSchema } from "../paper/extra.js";
import { heldFields } from "./held-fields.js";
import { nameChoice } from "../input/name-choice.js";
import { isDate } from "../paper/date-range.js";

const oneOrMore = <T extends z.ZodType>(item: T, max = 100) =>
  z.union([item, z.array(item).min(1).max(max)]).transform((value) => (Array.isArray(value) ? value : [value]));
const year = z.number().int().min(1000).max(3000);
const dateForm = /^\s*([12]\d{3}|3000)(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\s*$/;
const expectedDate = "must be a date such as 2024, 2024-03 or 2024-03-31";
const date = z.string().trim().regex(dateForm, { error: expectedDate, abort: true }).refine(isDate, expectedDate);
const text = z.string().trim().regex(/\S/, "must not be empty").max(500);

/** Also accepts text, for query strings. */
const truth = z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")], {
  error: "must be true or false",
});

/** A number or truth value is compared with the text that JSON writes for it. */
const extraValues = oneOrMore(z.union([text, z.number(), z.boolean()]).transform(String));

const maxCorners = 500;
const cornersForm = new RegExp(`^\\s*\\d{1,5},\\d{1,5}(?:\\s+\\d{1,5},\\d{1,5}){2,${maxCorners - 1}}\\s*$`);
const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** A part of the drawn map. */
const areaFilters = {
  area: z
    .string()
    .regex(cornersForm, `must be 3 to ${maxCorners} corners of the form x,y x,y x,y, in units of the map`)
    .describe(`Only papers inside this polygon of the map, whose 3 to ${maxCorners} corners are x,y x,y x,y`),
  topic: oneOrMore(z.number().int().min(0)).describe(
    "Only papers of this topic of the map and those within it, or of one of several; by the index in its list of topics",
  ),
  mapDrawnAt: z
    .string()
    .regex(timeForm, "must be a time such as 2026-01-02T03:04:05.678Z")
    .describe("The `drawnAt` of the map to which `area` and `topic` refer: `conflict` once another map has been drawn"),
};

/** Restricts an answer: values of one filter are combined with OR, filters with AND. Text comparison ignores case. */
export const filterSchema = z
  .strictObject({
    year: oneOrMore(year).describe("Year, or one of several"),
    yearFrom: year.describe("First year, inclusive"),
    yearTo: year.describe("Last year, inclusive"),
    venue: oneOrMore(text).describe("Venue, or one of several; the full name, ignoring case"),
    category: oneOrMore(text).describe("Category, or one of several"),
    author: oneOrMore(text).describe("Author, or one of several; the full name, ignoring case"),
    tags: oneOrMore(text).describe("Tag, or one of several; the whole tag, ignoring case"),
    extra: z
      .record(extraNameSchema, extraValues)
      .describe("Own fields by name, each with a value or a list of values; in a query string: extra.NAME=value"),
    retracted: truth.describe("true: only retracted papers; false: only papers not known to be retracted"),
    dateFrom: date.describe(
      "First day, month or year, inclusive; a paper that knows only its year or month counts as every day of it",
    ),
    dateTo: date.describe("Last day, month or year, inclusive"),
    has: nameChoice(heldFields).describe("Only papers with all of these, as a list or separated by commas"),
    missing: nameChoice(heldFields).describe("Only papers with none of these, as a list or separated by commas"),
    ids: oneOrMore(text, 1_000).describe("Paper id, or one of up to 1,000: a pool to be ranked"),
    ...areaFilters,
  })
  .partial();

export type Filter = z.output<typeof filterSchema>;
export type AreaFilter = Pick<Filter, keyof typeof areaFilters>;
/** What the fields of a paper decide, without the map. */
export type FieldFilter = Filter & Partial<Record<keyof AreaFilter, undefined>>;

/** Splits a filter into what the map decides, if anything, and what the fields of papers decide. */
export function splitFilter({ area, topic, mapDrawnAt, ...fields }: Filter): {
  readonly fields: FieldFilter;
  readonly onMap: AreaFilter | undefined;
} {
  const isOnMap = area !== undefined || topic !== undefined || mapDrawnAt !== undefined;
  return { fields, onMap: isOnMap ? { area, topic, mapDrawnAt } : undefined };
}

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
