import type { CountedFacets, FacetRequest } from "../../domain/search/facets.js";
import type { Filter, NameWords } from "../../domain/search/filter.js";
import type { AuthorsAnswer, AuthorsRequest } from "../../domain/paper/authors.js";
import { readDateKey } from "../../domain/paper/date.js";
import { createDateTest } from "../../domain/paper/date-range.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { CompletedNames } from "../../ports/search/corpus-facts.js";
import type { DatedPapers } from "../../domain/trends/stated-dates.js";
import { createAddressColumn } from "./address-column.js";
import { createFieldMarks, type FieldMarks } from "./field-marks.js";
import { createVenueNames } from "../../domain/venue/venue-names.js";
import { createVenueColumn, type VenueColumn } from "./venue-column.js";
import { createNameColumn, type NameColumn } from "./name-column.js";
import {
  clearBit,
  filterBits,
  intersectBits,
  listMembers,
  type OrdinalBits,
  removeBits,
  retainBits,
  setBit,
} from "../../domain/search/ordinal-set.js";
import { type DateOrder, orderByDate } from "./order-by-date.js";
import type { AuthoredPapers, FoundNames, NamedAuthors } from "../../domain/search/names/author-names.js";
import { type AuthorColumn, createAuthorColumn } from "./author-column.js";
import { countFacets } from "./count-facets.js";
import { growColumn } from "./grow-column.js";
import { listDates } from "./list-dates.js";
import { createNameFilter } from "./name-filter.js";

/** The fields of a paper that the columns hold. */
export interface PaperFacts {
  readonly year: number | undefined;
  readonly date: string | undefined;
  readonly venue: string | undefined;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly url: string | undefined;
  readonly embedded: boolean;
  /** Which fields the paper has: one bit for each of `markedFields`. */
  readonly marks: number;
}

type NamedField = keyof NameWords;
const namedFields: readonly NamedField[] = ["venue", "category", "author"];

/**
 * The fields that filters, facets and sorting use, of every paper, by ordinal in typed arrays: some 40 MB for 87,000
 * papers and 150 MB for a million, most of it author names.
 */
export interface CorpusColumns extends ColumnReads {
  /** Adds or replaces a paper; `undefined` removes it. */
  put(ordinal: Ordinal, facts: PaperFacts | undefined): void;
  markEmbedded(ordinal: Ordinal, embedded: boolean): void;
  /** The papers that pass the filter except for its ids, and whose names match the words. */
  match(filter: Filter, words: NameWords): OrdinalBits;
}

/** The ports `CorpusFacts` and `AuthorNames` in one thread. Parameters and results can be sent between threads. */
export interface ColumnReads {
  listEmbedded(allow: OrdinalBits | undefined): OrdinalBits;
  orderByDate(papers: OrdinalBits, order: DateOrder): Ordinal[];
  /** Without the own fields. */
  countFacets(request: FacetRequest, papers: OrdinalBits | undefined): CountedFacets;
  findAuthors(request: AuthorsRequest): AuthorsAnswer["authors"];
  completeNames(text: string, limit: number): CompletedNames;
  findNames(text: string): FoundNames;
  /** What `readNameHints` reads in any thread: it gets more names as papers are put. */
  listNameLayers(): readonly SharedArrayBuffer[];
  listAuthored(authors: NamedAuthors): AuthoredPapers;
  findByAddress(address: string): Ordinal[];
  listDates(papers: OrdinalBits | undefined): DatedPapers;
}

export function createCorpusColumns(venueNames = createVenueNames(), nameFilter = createNameFilter()): CorpusColumns {
  let kept: OrdinalBits = new Uint32Array(0);
  let embedded: OrdinalBits = new Uint32Array(0);
  let years = new Int16Array(0);
  let dates = new Int32Array(0);
  const marks = createFieldMarks();
  const tags = createNameColumn();
  const [authors, venues] = [createAuthorColumn(nameFilter), createVenueColumn(venueNames)];
  const named = { venue: venues.column, category: createNameColumn(), author: authors.column };
  const addresses = createAddressColumn();
  const listColumns = (): Columns => ({ years, dates, marks, tags, named, authors, venues });
  return {
    put(ordinal, facts) {
      kept = growColumn(kept, (ordinal >>> 5) + 1);
      embedded = growColumn(embedded, kept.length);
      [years, dates] = [growColumn(years, ordinal + 1), growColumn(dates, ordinal + 1)];
      writeBit(kept, ordinal, facts !== undefined);
      writeBit(embedded, ordinal, facts?.embedded === true);
      years[ordinal] = facts?.year ?? 0;
      dates[ordinal] = facts ? readDateKey(facts.date, facts.year) : 0;
      marks.set(ordinal, facts?.marks ?? 0);
      tags.set(ordinal, facts?.tags ?? []);
      addresses.set(ordinal, facts?.url);
      setNames(named, ordinal, facts);
    },
    markEmbedded(ordinal, isEmbedded) {
      // A paper added since the columns were last read is not here yet; it is added with its state.
      if (ordinal >>> 5 < embedded.length) writeBit(embedded, ordinal, isEmbedded);
    },
    match(filter, words) {
      const matched = kept.slice();
      keepEmbedded(matched, embedded, filter);
      for (const test of collectTests(listColumns(), filter, words)) filterBits(matched, test);
      return matched;
    },
    listEmbedded: (allow) => (allow ? intersectBits(embedded, allow) : embedded.slice()),
    orderByDate: (papers, order) => orderByDate(listMembers(intersectBits(kept, papers)), dates, order),
    countFacets: (request, papers) =>
      countFacets(request, papers ? intersectBits(kept, papers) : kept, { ...listColumns(), embedded }),
    findAuthors: authors.findAuthors,
    completeNames: (text, limit) => ({
      authors: authors.findAuthors({ prefix: text, limit }),
      venues: venues.completeVenues(text, limit),
    }),
    findNames: authors.findNames,
    listNameLayers: () => authors.nameLayers,
    listAuthored: (asked) => authors.listAuthored(asked, { ordinals: listMembers(kept), years, dates }),
    findByAddress: addresses.find,
    listDates: (papers) => listDates(listMembers(papers ? intersectBits(kept, papers) : kept), dates, venues.column),
  };
}

/** Keeps the papers with a vector, or those without one, where the filter asks for them. */
function keepEmbedded(papers: OrdinalBits, embedded: OrdinalBits, { has, missing }: Filter): void {
  if (has?.includes("vector")) retainBits(papers, embedded);
  if (missing?.includes("vector")) removeBits(papers, embedded);
}

function setNames(named: Columns["named"], ordinal: Ordinal, facts: PaperFacts | undefined): void {
  named.venue.set(ordinal, facts?.venue === undefined ? [] : [facts.venue]);
  named.category.set(ordinal, facts?.categories ?? []);
  named.author.set(ordinal, facts?.authors ?? []);
}

function writeBit(bits: OrdinalBits, ordinal: Ordinal, on: boolean): void {
  if (on) setBit(bits, ordinal);
  else clearBit(bits, ordinal);
}

type OrdinalTest = (ordinal: Ordinal) => boolean;

interface Columns {
  readonly years: Int16Array;
  readonly dates: Int32Array;
  readonly marks: FieldMarks;
  readonly tags: NameColumn;
  readonly named: Readonly<Record<NamedField, NameColumn>>;
  readonly authors: AuthorColumn;
  readonly venues: VenueColumn;
}

/** The tests that a paper must pass. */
function collectTests(columns: Columns, filter: Filter, words: NameWords): OrdinalTest[] {
  const { years, dates, marks, tags, named, authors, venues } = columns;
  const tests: OrdinalTest[] = [];
  const { year, yearFrom, yearTo, dateFrom, dateTo, has = [], missing = [] } = filter;
  if (year) tests.push((ordinal) => year.includes(years[ordinal] ?? 0));
  if (yearFrom !== undefined) tests.push((ordinal) => (years[ordinal] ?? 0) >= yearFrom);
  // A paper without a year has 0, which must not count as an early year.
  if (yearTo !== undefined) tests.push((ordinal) => years[ordinal] !== 0 && (years[ordinal] ?? 0) <= yearTo);
  if (dateFrom !== undefined || dateTo !== undefined) {
    const isInRange = createDateTest({ dateFrom, dateTo });
    tests.push((ordinal) => isInRange(dates[ordinal] ?? 0));
  }
  if (has.length > 0 || missing.length > 0) tests.push(marks.prepareTest(has, missing));
  if (filter.retracted === true) tests.push(marks.prepareTest(["retracted"], []));
  if (filter.retracted === false) tests.push(marks.prepareTest([], ["retracted"]));
  if (filter.tags) tests.push(tags.prepareTest(filter.tags.flatMap(tags.dictionary.findSpellings)));
  const findMeant = {
    author: authors.findMeant,
    venue: venues.findMeant,
    category: named.category.dictionary.findContaining,
  };
  for (const field of namedFields) {
    const { dictionary, prepareTest } = named[field];
    const names = filter[field];
    if (names) tests.push(prepareTest(names.flatMap(dictionary.findSpellings)));
    // A text without a word matches everything.
    const holding = words[field].map(findMeant[field]).filter((found) => found !== undefined);
    if (field === "author") tests.push(...holding.map(prepareTest));
    else if (holding.length > 0) tests.push(prepareTest(holding.flat()));
  }
  return tests;
}
