import type { NameFacet } from "../../../domain/search/facet-names.js";
import { foldCase, foldText, splitWords } from "../../../domain/text/fold-text.js";
import type { VenueNames } from "../../../domain/venue/venue-names.js";
import type { Aggregated, Ask, Bucket, Search } from "./ask.js";
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
    const counting = requests.map(({ field }, at) => askTop({ field, keys: sought[at], limit }, papers));
    const answers = await ask.searchAll(counting);
    const tops = answers.map(({ aggregations }) => readBuckets(aggregations?.["top"]));
    const named = await ask.searchAll(requests.map(({ field }, at) => askSpellings(field, tops[at]!)));
    return requests.map(({ field }, at) => {
      const spellings = chooseSpellings(readBuckets(named[at]!.aggregations?.["spellings"]));
      const exact = new Map(readBuckets(named[at]!.aggregations?.["exact"]).map((bucket) => [bucket.key, bucket]));
      const values = tops[at]!.map(({ key, doc_count: count }) => {
        const spelled = spellings.get(hashKey(String(key))) ?? String(key);
        return {
          value: field === "venue" ? showVenue(venues, spelled) : spelled,
          count: exact.get(key)?.doc_count ?? count,
        };
      });
      const distinct = answers[at]!.aggregations?.["size"]?.value ?? 0;
      return {
        top: values.toSorted(compareValues).slice(0, limit),
        size: sought[at] ? tops[at]!.length : Math.max(distinct, values.length),
      };
    });
  };
}

interface Sources {
  readonly ask: Ask;
  readonly venues: VenueNames;
}

/** Values whose names have the words: more are of no use to who asks. */
const maxSought = 10_000;

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
const spare = 50;

function askTop({ field, keys, limit }: Top, papers: Query): Search {
  const { key } = nameFieldsOf(field);
  const size = keys ? Math.max(1, keys.length) : limit + spare;
  const terms = { field: key, size, shard_size: 2 * size + spare, ...(keys && { include: keys }) };
  const query = keys ? allOf([papers, hasOneOf(key, keys)]) : papers;
  const cardinality = { field: key, precision_threshold: 40_000 };
  return { query, size: 0, aggs: { top: { terms }, ...(!keys && { size: { cardinality } }) } };
}

/** Asks how all papers, not only those that are counted, spell the values. */
function askSpellings(field: NameFacet, values: readonly Bucket[]): Search {
  const fields = nameFieldsOf(field);
  const keys = values.map(({ key }) => String(key));
  if (keys.length === 0) return { query: anyOf([]), size: 0 };
  const include = startingWith(keys.map((key) => `${hashKey(key)}${separator}`));
  const terms = { field: fields.spelling, include, size: 10 * keys.length + 100 };
  return { query: hasOneOf(fields.key, keys), size: 0, aggs: { spellings: { terms } } };
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
