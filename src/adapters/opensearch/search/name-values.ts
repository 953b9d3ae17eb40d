import type { NameFacet } from "../../../domain/search/facet-names.js";
import { foldCase, foldText, splitWords } from "../../../domain/text/fold-text.js";
import type { VenueNames } from "../../../domain/venue/venue-names.js";
import type { Aggregated, Answer, Ask, Bucket, Search } from "./ask.js";
import { hashKey, nameFieldsOf, readSpelling, separator } from "./name-fields.js";
import { startingWith } from "./patterns.js";
import { allOf, anyOf, hasOneOf, hasWords, type Query } from "./query.js";

export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

export interface CountedValues {
  /** Most papers first, then by value. */
  readonly top: readonly ValueCount[];
  /** How many values there are in all. */
  readonly size: number;
}

/** Values of one field of names to be counted. */
export interface ValueRequest {
  readonly field: NameFacet;
  /** Words that a value must have, the last at least as the beginning of one; all values for a text without a word. */
  readonly text: string;
}

export interface CountOptions {
  readonly papers: Query;
  readonly limit: number;
}

/** Counts the papers of each value, of several fields in two or three round trips. */
export type CountValues = (
  requests: readonly ValueRequest[],
  options: CountOptions,
) => Promise<readonly CountedValues[]>;

export function createCountValues(ask: Ask, venues: VenueNames): CountValues {
  return async (requests, { papers, limit }) => {
    const sought = await findKeys({ ask, venues }, requests, papers);
    const answers = await ask.searchAll(
      requests.map(({ field }, at) => askTop({ field, keys: sought[at], limit }, papers)),
    );
    const counted = answers.map(({ aggregations }) => readBuckets(aggregations?.["top"]));
    const tops = counted.map((buckets) => buckets.slice(0, limit + spare));
    const named = await ask.searchAll(requests.map(({ field }, at) => askSpellings(field, tops[at]!, papers)));
    return requests.map(({ field }, at) => {
      const values = readValues(tops[at]!, named[at]!).map(({ value, count }) => ({
        value: field === "venue" ? showVenue(venues, value) : value,
        count,
      }));
      const distinct = answers[at]!.aggregations?.["size"]?.value ?? 0;
      return {
        top: values.toSorted(compareValues).slice(0, limit),
        size: sought[at] ? counted[at]!.length : Math.max(distinct, values.length),
      };
    });
  };
}

/** The values as most papers spell them, counted exactly. */
function readValues(top: readonly Bucket[], { aggregations = {} }: Answer): readonly ValueCount[] {
  const spellings = chooseSpellings(readBuckets(aggregations["spellings"]));
  const exact = new Map(readBuckets(aggregations["exact"]?.values).map(({ key, doc_count }) => [key, doc_count]));
  return top.map(({ key, doc_count }) => ({
    value: spellings.get(hashKey(String(key))) ?? String(key),
    count: exact.get(key) ?? doc_count,
  }));
}

interface Sources {
  readonly ask: Ask;
  readonly venues: VenueNames;
}

/** Names with the words, most papers first: more are of no use to who asks. */
const maxSought = 2_000;

/** For each field the keys of the values that are sought; undefined for all. */
async function findKeys(
  { ask, venues }: Sources,
  requests: readonly ValueRequest[],
  papers: Query,
): Promise<readonly (readonly string[] | undefined)[]> {
  const words = requests.map(({ text }) => splitWords(foldText(text)));
  const asking = requests.flatMap(({ field }, at) =>
    words[at]!.length === 0 ? [] : [askNames(field, words[at]!, papers)],
  );
  const answers = [...(await ask.searchAll(asking))];
  return requests.map(({ field, text }, at) => {
    if (words[at]!.length === 0) return undefined;
    const found = readBuckets(answers.shift()?.aggregations?.["names"]).map(({ key }) => readSpelling(String(key)));
    const toKey = field === "venue" ? venues.toKey : foldCase;
    const own = field === "venue" ? [venues.toKey(text)] : [];
    return [...new Set([...own, ...found.filter((name) => hasAll(name, words[at]!)).map(toKey)])];
  });
}

/** Asks for the names with the longest of the words. */
function askNames(field: NameFacet, words: readonly string[], papers: Query): Search {
  const fields = nameFieldsOf(field);
  const starts = words.map((word, at) => (at === words.length - 1 ? word : `${word}${separator}`));
  const longest = starts.reduce((most, start) => (start.length > most.length ? start : most), "");
  const query = allOf([papers, hasWords(fields.words, words, "begun")]);
  const terms = { field: fields.byWord, include: startingWith([longest]), size: maxSought };
  return { query, size: 0, aggs: { names: { terms } } };
}

function hasAll(name: string, words: readonly string[]): boolean {
  const own = splitWords(foldText(name));
  return words.every((word, at) =>
    at === words.length - 1 ? own.some((each) => each.startsWith(word)) : own.includes(word),
  );
}

interface Top {
  readonly field: NameFacet;
  readonly keys: readonly string[] | undefined;
  readonly limit: number;
}

/** More than wanted, since values of equal counts are shown by name, and each shard knows only its own papers. */
const spare = 20;

function askTop({ field, keys, limit }: Top, papers: Query): Search {
  const { key } = nameFieldsOf(field);
  const size = keys ? Math.max(1, keys.length) : limit + spare;
  const terms = { field: key, size, shard_size: 2 * size + spare, ...(keys && { include: keys }) };
  const query = keys ? allOf([papers, hasOneOf(key, keys)]) : papers;
  const cardinality = { field: key, precision_threshold: 40_000 };
  return { query, size: 0, aggs: { top: { terms }, ...(!keys && { size: { cardinality } }) } };
}

/** Asks how all papers spell the values, and how many of those that are counted have them: each shard counts each. */
function askSpellings(field: NameFacet, values: readonly Bucket[], papers: Query): Search {
  const fields = nameFieldsOf(field);
  const keys = values.map(({ key }) => String(key));
  if (keys.length === 0) return { query: anyOf([]), size: 0 };
  const include = startingWith(keys.map((key) => `${hashKey(key)}${separator}`));
  const terms = { field: fields.spelling, include, size: 10 * keys.length + 100 };
  const exact = {
    filter: papers,
    aggs: { values: { terms: { field: fields.key, include: keys, size: keys.length } } },
  };
  return { query: hasOneOf(fields.key, keys), size: 0, aggs: { spellings: { terms }, exact } };
}

/** The most used spelling of each value, by the hash of its key; of equally used ones the first. */
function chooseSpellings(buckets: readonly Bucket[]): ReadonlyMap<string, string> {
  const best = new Map<string, { readonly name: string; readonly papers: number }>();
  for (const { key, doc_count: papers } of buckets) {
    const [hash = ""] = String(key).split(separator, 1);
    const name = readSpelling(String(key));
    const before = best.get(hash);
    if (!before || papers > before.papers || (papers === before.papers && name < before.name))
      best.set(hash, { name, papers });
  }
  return new Map(Array.from(best, ([hash, { name }]) => [hash, name]));
}

/** A known venue is not shown by the name of one year. */
function showVenue(venues: VenueNames, name: string): string {
  return /\d/.test(name) ? (venues.findKnown(name) ?? name) : name;
}

function compareValues(one: ValueCount, other: ValueCount): number {
  return other.count - one.count || (one.value < other.value ? -1 : 1);
}

export function readBuckets(aggregated: Aggregated | undefined): readonly Bucket[] {
  return (aggregated?.buckets ?? []) as readonly Bucket[];
}
