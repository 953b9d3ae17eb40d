import { readDateKeys } from "../../../domain/paper/date-range.js";
import { canonicalizeId } from "../../../domain/paper/id.js";
import type { FieldFilter, NameWords } from "../../../domain/search/filter.js";
import { foldCase, foldText, splitWords } from "../../../domain/text/fold-text.js";
import type { VenueNames } from "../../../domain/venue/venue-names.js";
import type { VenueKind } from "../search-fields.js";
import { writeExtraKey } from "../search-fields.js";
import type { PersonNames } from "./person-names.js";
import { allOf, anyOf, embedded, everyPaper, hasOneOf, hasTerm, hasWords, noneOf, type Query } from "./query.js";

export interface FilterNames {
  readonly venues: VenueNames;
  readonly persons: PersonNames;
}

/** The query of a filter and of words of names. Names of authors may have to be looked up first, in one round trip. */
export async function describeFilter(
  { venues, persons }: FilterNames,
  filter: FieldFilter,
  words: NameWords,
): Promise<Query> {
  const authors = await Promise.all(words.author.filter(hasWord).map((text) => describeAuthor(persons, text)));
  const { has = [], missing = [], retracted, extra = {} } = filter;
  const lacks = missing.map(describeHeld);
  const needed = [
    everyPaper,
    ...describeDates(filter),
    ...has.map(describeHeld),
    ...(retracted === true ? [isRetracted] : []),
    ...describeOneOf("tagsKey", filter.tags?.map(foldCase)),
    ...describeOneOf("authorKey", filter.author?.map(foldCase)),
    ...describeOneOf("categoryKey", filter.category?.map(foldCase)),
    ...describeOneOf("venueKey", filter.venue?.map(venues.toKey)),
    ...Object.entries(extra).map(([name, values]) =>
      hasOneOf(
        "extraKey",
        values.map((value) => writeExtraKey(name, value)),
      ),
    ),
    ...describeOneOf("id", filter.ids?.map(canonicalizeId)),
    ...authors,
    ...describeAnyName(words.venue, (text) => describeVenue(venues, text)),
    ...describeAnyName(words.category, (text) => hasWords("categoryWords", splitWords(foldText(text)))),
  ];
  return noneOf(allOf(needed), retracted === false ? [...lacks, isRetracted] : lacks);
}

const isRetracted = hasTerm("has", "retracted");

function describeHeld(field: string): Query {
  return field === "vector" ? embedded : hasTerm("has", field);
}

function describeOneOf(field: string, values: readonly string[] | undefined): readonly Query[] {
  return values ? [hasOneOf(field, values)] : [];
}

function describeDates({ year, yearFrom, yearTo, dateFrom, dateTo }: FieldFilter): readonly Query[] {
  const years = yearFrom === undefined && yearTo === undefined ? [] : [describeRange("year", yearFrom, yearTo)];
  if (dateFrom === undefined && dateTo === undefined) return [...(year ? [hasOneOf("year", year)] : []), ...years];
  const { first, last, also } = readDateKeys({ dateFrom, dateTo });
  const within = allOf([describeRange("dateKey", undefined, last)]);
  const dates = allOf([within, anyOf([describeRange("dateKey", first, undefined), hasOneOf("dateKey", also)])]);
  return [...(year ? [hasOneOf("year", year)] : []), ...years, dates];
}

function describeRange(field: string, from: number | undefined, to: number | undefined): Query {
  return { range: { [field]: { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lte: to }) } } };
}

/** A text without a word matches everything. */
function hasWord(text: string): boolean {
  return splitWords(foldText(text)).length > 0;
}

function describeAnyName(texts: readonly string[], describe: (text: string) => Query): readonly Query[] {
  const asked = texts.filter(hasWord);
  return asked.length === 0 ? [] : [anyOf(asked.map(describe))];
}

/** Names that have the words of the text, or that it names: `F. Last`, `Last, F.`, `First Last`. */
async function describeAuthor(persons: PersonNames, text: string): Promise<Query> {
  const named = await persons.findNamed(text);
  return anyOf([hasWords("authorWords", splitWords(foldText(text))), hasOneOf("authorSpelling", named)]);
}

/** The names of a known venue, or names with the words that are of no other known venue and no part of a meeting. */
function describeVenue(venues: VenueNames, text: string): Query {
  const holding = hasWords("venueWords", splitWords(foldText(text)));
  if (venues.findKnown(text) === undefined) return holding;
  const kind: VenueKind = "other";
  return anyOf([hasTerm("venueKey", venues.toKey(text)), allOf([holding, hasTerm("venueKind", kind)])]);
}
