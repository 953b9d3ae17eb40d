import { nameFacets } from "../../../domain/search/facet-names.js";
import type { CountedFacets, FacetRequest, Facets } from "../../../domain/search/facets.js";
import { heldFields } from "../../../domain/search/held-fields.js";
import type { Answer, Ask } from "./ask.js";
import { countExtra } from "./count-extra.js";
import { type CountValues, readBuckets } from "./name-values.js";
import { embedded, type Query } from "./query.js";

export interface FacetSources {
  readonly ask: Ask;
  readonly countValues: CountValues;
}

/** Counts the papers of a query for each value of each facet. */
export async function countFacets(
  { ask, countValues }: FacetSources,
  { names, limit, query }: FacetRequest,
  papers: Query,
): Promise<CountedFacets> {
  const asked = nameFacets.filter((name) => names.includes(name));
  const requests = asked.map((field) => ({ field, text: query[field] ?? "" }));
  const wantsFacts = names.some((name) => name === "year" || name === "has" || name === "retracted");
  const [facts, values, extra] = await Promise.all([
    wantsFacts ? ask.search({ query: papers, size: 0, track_total_hits: true, aggs: factAggregations }) : undefined,
    countValues(requests, { papers, limit }),
    names.includes("extra") ? countExtra(ask, papers, limit) : undefined,
  ]);
  const facets: Facets = facts ? readFacts(facts, names) : {};
  for (const [at, name] of asked.entries()) facets[name] = [...values[at]!.top];
  if (extra) facets.extra = extra;
  return { facets, sizes: Object.fromEntries(asked.map((name, at) => [name, values[at]!.size])) };
}

const factAggregations = {
  year: { terms: { field: "year", size: 3_000, order: { _key: "asc" } } },
  has: { terms: { field: "has", size: heldFields.length + 1 } },
  embedded: { filter: embedded },
} as const;

function readFacts({ hits, aggregations = {} }: Answer, names: FacetRequest["names"]): Facets {
  const years = readBuckets(aggregations["year"]).map(({ key, doc_count: count }) => ({ value: Number(key), count }));
  const held = new Map(readBuckets(aggregations["has"]).map(({ key, doc_count }) => [String(key), doc_count]));
  held.set("vector", aggregations["embedded"]?.doc_count ?? 0);
  const retracted = held.get("retracted") ?? 0;
  const all = hits.total?.value ?? 0;
  return {
    ...(names.includes("year") && { year: years }),
    ...(names.includes("has") && {
      has: keepCounted(heldFields.map((value) => ({ value: value as string, count: held.get(value) ?? 0 }))),
    }),
    ...(names.includes("retracted") && {
      retracted: keepCounted([
        { value: "true", count: retracted },
        { value: "false", count: all - retracted },
      ]),
    }),
  };
}

function keepCounted<Value extends { readonly count: number }>(values: readonly Value[]): Value[] {
  return values.filter(({ count }) => count > 0);
}
