import { normalizeAddress } from "../../domain/paper/address.js";
import { normalizeShownTitle } from "../../domain/paper/clean-paper.js";
import { readDateKey } from "../../domain/paper/date.js";
import { listExtraTexts } from "../../domain/paper/extra.js";
import type { Paper } from "../../domain/paper/paper.js";
import { nameFacets } from "../../domain/search/facet-names.js";
import { heldFields } from "../../domain/search/held-fields.js";
import { foldCase, foldText } from "../../domain/text/fold-text.js";
import { readPaperWords } from "../../domain/text/paper-words.js";
import { createVenueNames, isPartOfMeeting, type VenueNames } from "../../domain/venue/venue-names.js";
import { nameFieldsOf, separator, hashKey, writeNames } from "./search/name-fields.js";
import { valueGap } from "./search/query.js";
import { writeWords } from "./search/word-fields.js";

/**
 * The fields by which papers are found, ranked, filtered, counted and sorted. They follow from the paper alone, are not
 * kept in `_source`, and are written anew with every document.
 */
export type ToSearchFields = (paper: Paper) => Readonly<Record<string, unknown>>;

/** @param venues which names of venues are one; a change applies to the papers that are written after it */
export function createSearchFields(venues: VenueNames = createVenueNames()): ToSearchFields {
  return (paper) => {
    const { year, date, venue, authors, categories, keywords, tags = [], url } = paper;
    const dateKey = readDateKey(date, year);
    const title = foldText(normalizeShownTitle(paper.title));
    return {
      ...writeWords({
        ...readPaperWords(paper),
        names: venue === undefined ? authors : [...authors, venue],
        keywords,
      }),
      ...(year !== undefined && { year }),
      ...(dateKey !== 0 && { dateKey }),
      titleOrder: title === "" ? afterAllTitles : title,
      has: [...heldFields.filter((field) => field !== "vector" && holds(paper, field)), ...markRetracted(paper)],
      ...writeNames("venue", venue === undefined ? [] : [venue], venues.toKey),
      ...(venue !== undefined && { venueKind: findKind(venues, venue) }),
      ...writeNames("category", categories),
      ...writeNames("author", authors),
      ...(authors[0] !== undefined && { firstAuthor: authors[0] }),
      ...writeNames("tags", tags),
      ...(url !== undefined && { address: normalizeAddress(url) }),
      ...writeExtra(paper),
    };
  };
}

/** With the known venues alone. */
export const toSearchFields = createSearchFields();

/** Whether a venue is one of the known, a part of a meeting, or neither. */
export type VenueKind = "known" | "part" | "other";

/** Sorts after every title with a letter or digit. */
const afterAllTitles = "\u{10FFFF}";

function findKind(venues: VenueNames, venue: string): VenueKind {
  if (venues.findKnown(venue) !== undefined) return "known";
  return isPartOfMeeting(venue) ? "part" : "other";
}

function markRetracted({ retracted }: Paper): readonly string[] {
  return retracted === true ? ["retracted"] : [];
}

function holds(paper: Paper, field: Exclude<(typeof heldFields)[number], "vector">): boolean {
  const value = paper[field];
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/** Each value of an own field by name, without case, and as it is written. */
function writeExtra({ extra = {} }: Paper): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, { readonly name: string; readonly text: string }>();
  for (const [name, value] of Object.entries(extra)) {
    for (const text of listExtraTexts(value)) {
      const key = writeExtraKey(name, text);
      if (!values.has(key)) values.set(key, { name, text });
    }
  }
  return {
    extraName: [...new Set([...values.values()].map(({ name }) => name))],
    extraKey: [...values.keys()],
    extraSpelling: [...values].map(([key, { text }]) => `${hashKey(key)}${separator}${text}`),
  };
}

export function writeExtraKey(name: string, text: string): string {
  return `${name}${separator}${foldCase(text)}`;
}

/** Read by the query phase alone: a column would cost more than the index itself. */
const indexed = { type: "keyword", doc_values: false } as const;
const counted = { type: "keyword" } as const;
/** Words whose places count; the values of a list are so far apart that none reaches into the next. */
const placed = {
  type: "text",
  analyzer: "paperkin_words",
  search_analyzer: "whitespace",
  norms: false,
  position_increment_gap: valueGap,
} as const;

const named = Object.fromEntries(
  nameFacets.flatMap((name) => {
    const { key, spelling, byWord, words } = nameFieldsOf(name);
    return [
      [key, counted],
      [spelling, counted],
      [byWord, counted],
      [words, placed],
    ] as const;
  }),
);

/** The mapping of `ToSearchFields`, to be merged into `properties`; the index needs `searchSettings`. */
export const searchMapping = {
  words: {
    type: "text",
    analyzer: "paperkin_words",
    search_analyzer: "whitespace",
    similarity: "paperkin_words",
    index_options: "freqs",
  },
  tokens: { type: "integer" },
  titleTerms: indexed,
  abstractTerms: indexed,
  keywordTerms: placed,
  titlePhrases: placed,
  abstractPhrases: placed,
  keywordPhrases: placed,
  spelledWords: counted,
  nameWords: counted,
  phrases: counted,
  year: { type: "integer" },
  dateKey: { type: "integer" },
  titleOrder: { type: "keyword" },
  has: counted,
  venueKind: indexed,
  firstAuthor: indexed,
  address: indexed,
  extraName: counted,
  extraKey: counted,
  extraSpelling: counted,
  ...named,
} as const;

/** Not kept in `_source`: a document that is copied needs them made anew. */
export const derivedFields: readonly string[] = Object.keys(searchMapping);

/** Settings of an index with these fields. */
export const searchSettings = {
  // A pattern of a hundred hashes of names.
  max_regex_length: 100_000,
  // As in `defaultBm25Parameters`.
  similarity: { paperkin_words: { type: "BM25", k1: 1.5, b: 0.75 } },
  analysis: {
    analyzer: { paperkin_words: { type: "custom", tokenizer: "paperkin_spaces", filter: ["paperkin_forms"] } },
    tokenizer: { paperkin_spaces: { type: "char_group", tokenize_on_chars: [" "], max_token_length: 1_000_000 } },
    // What hangs on a word stands at its place, and does not make the paper longer.
    filter: { paperkin_forms: { type: "pattern_capture", preserve_original: false, patterns: [`([^${separator}]+)`] } },
  },
} as const;
