import type { Facets } from "../../../domain/search/facets.js";
import type { Ask } from "./ask.js";
import { hashKey, readSpelling, separator } from "./name-fields.js";
import { readBuckets } from "./name-values.js";
import { startingWith } from "./patterns.js";
import { allOf, hasOneOf, type Query } from "./query.js";

/** Fields whose values are listed, and those of which they are chosen. */
const maxNames = 20;
const maxChosen = 100;

/** How many papers have each value of each own field, most papers first. */
export async function countExtra(ask: Ask, papers: Query, limit: number): Promise<Facets["extra"]> {
  const { aggregations } = await ask.search({
    query: papers,
    size: 0,
    aggs: { names: { terms: { field: "extraName", size: maxChosen } } },
  });
  const names = readBuckets(aggregations?.["names"]).map(({ key }) => String(key));
  if (names.length === 0) return [];
  const aggs = names.map((name, at) => {
    const include = startingWith([`${name}${separator}`]);
    return [String(at), { terms: { field: "extraKey", include, size: limit, shard_size: 4 * limit + 100 } }] as const;
  });
  const counted = await ask.search({ query: papers, size: 0, aggs: Object.fromEntries(aggs) });
  const values = names.flatMap((name, at) =>
    readBuckets(counted.aggregations?.[String(at)]).map(({ key, doc_count: count }) => ({
      name,
      key: String(key),
      count,
    })),
  );
  const kept = keepMostUsed(values);
  const written = await readWritten(
    ask,
    papers,
    kept.map(({ key }) => key),
  );
  return kept.map(({ name, key, count }) => ({ value: `${name}=${written.get(key) ?? readSpelling(key)}`, count }));
}

interface Counted {
  readonly name: string;
  readonly key: string;
  readonly count: number;
}

/** The values of the fields that have the most frequent ones. */
function keepMostUsed(values: readonly Counted[]): readonly Counted[] {
  const sorted = values.toSorted((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1));
  const names = new Set([...new Set(sorted.map(({ name }) => name))].slice(0, maxNames));
  return sorted.filter(({ name }) => names.has(name));
}

/** How the first of the papers with a value writes it: values are compared without case. */
async function readWritten(ask: Ask, papers: Query, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const hashes = new Map(keys.map((key) => [hashKey(key), key]));
  const include = startingWith([...hashes.keys()].map((hash) => `${hash}${separator}`));
  const terms = { field: "extraSpelling", include, size: 10 * keys.length };
  const spellings = { terms, aggs: { first: { min: { field: "ordinal" } } } };
  const query = allOf([papers, hasOneOf("extraKey", keys)]);
  const { aggregations } = await ask.search({ query, size: 0, aggs: { spellings } });
  const buckets = readBuckets(aggregations?.["spellings"]) as unknown as readonly Spelled[];
  return new Map(
    buckets
      .toSorted((one, other) => other.first.value - one.first.value)
      .map(({ key: term }) => [hashes.get(term.split(separator, 1)[0] ?? "") ?? "", readSpelling(term)] as const),
  );
}

interface Spelled {
  readonly key: string;
  readonly first: { readonly value: number };
}
