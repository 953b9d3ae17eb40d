import { nameFacets } from "../../domain/search/facet-names.js";
import type { CountedFacets, FacetRequest, Facets, FacetSizes } from "../../domain/search/facets.js";
import { countMembers, intersectBits, listMembers, type OrdinalBits } from "../../domain/search/ordinal-set.js";
import { type FieldMarks, markedFields } from "./field-marks.js";
import type { NameColumn } from "./name-column.js";
import type { VenueColumn } from "./venue-column.js";

export interface CountedColumns {
  readonly years: Int16Array;
  readonly marks: FieldMarks;
  readonly embedded: OrdinalBits;
  readonly tags: NameColumn;
  readonly named: Readonly<Record<"venue" | "category" | "author", NameColumn>>;
  readonly venues: VenueColumn;
}

/** Counts these papers for each value of each facet but `extra`. */
export function countFacets(request: FacetRequest, papers: OrdinalBits, columns: CountedColumns): CountedFacets {
  const ordinals = listMembers(papers);
  const { names } = request;
  const named = countNames(request, ordinals, columns);
  const needsMarks = names.includes("has") || names.includes("retracted");
  const marked: MarkCounts = needsMarks ? columns.marks.count(ordinals) : new Map();
  return {
    facets: {
      ...(names.includes("year") && { year: countYears(ordinals, columns.years) }),
      ...named.facets,
      ...(names.includes("has") && { has: countHeld(marked, papers, columns) }),
      ...(names.includes("retracted") && { retracted: countRetracted(marked, ordinals.length) }),
    },
    sizes: named.sizes,
  };
}

function countNames(
  { names, limit, query }: FacetRequest,
  ordinals: Int32Array,
  { named, tags, venues }: CountedColumns,
): CountedFacets {
  const facets: Facets = {};
  const sizes: FacetSizes = {};
  for (const name of nameFacets) {
    if (!names.includes(name)) continue;
    const column = name === "tags" ? tags : named[name];
    const find = name === "venue" ? venues.findBeginning : column.dictionary.findBeginning;
    const counted = column.countValues(ordinals, { limit, spellings: find(query[name] ?? "") });
    facets[name] = counted.top;
    sizes[name] = counted.size;
  }
  return { facets, sizes };
}

type MarkCounts = ReturnType<FieldMarks["count"]>;

function countHeld(marked: MarkCounts, papers: OrdinalBits, { embedded }: CountedColumns): Facets["has"] {
  const fields = markedFields.filter((field) => field !== "retracted");
  const held = fields.map((field) => ({ value: field as string, count: marked.get(field) ?? 0 }));
  return keepCounted([...held, { value: "vector", count: countMembers(intersectBits(embedded, papers)) }]);
}

function countRetracted(marked: MarkCounts, papers: number): Facets["retracted"] {
  const count = marked.get("retracted") ?? 0;
  return keepCounted([
    { value: "true", count },
    { value: "false", count: papers - count },
  ]);
}

function keepCounted<Value extends { readonly count: number }>(values: readonly Value[]): Value[] {
  return values.filter(({ count }) => count > 0);
}

/** The max year of a paper. */
const latestYear = 3_000;

function countYears(ordinals: Int32Array, years: Int16Array): { value: number; count: number }[] {
  const counts = new Int32Array(latestYear + 1);
  for (let index = 0; index < ordinals.length; index += 1) {
    const year = years[ordinals[index] ?? 0] ?? 0;
    counts[year] = (counts[year] ?? 0) + 1;
  }
  const found = Array.from(counts, (count, value) => ({ value, count }));
  return found.filter(({ value, count }) => value > 0 && count > 0);
}
