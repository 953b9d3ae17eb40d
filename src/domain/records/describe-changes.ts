import { formatCount, formatPapers } from "../text/amounts.js";
import { type ChangedField, changedFields } from "./changed-fields.js";
import type { FieldChanges } from "./field-changes.js";

/** Describes what stored papers get, or got, from a source: `3 papers get an abstract, 1 another venue`. */
export function describeChanges(changes: FieldChanges, verb: "get" | "got"): string {
  const parts = changedFields.flatMap((field) => {
    const { added = 0, changed = 0 } = changes[field] ?? {};
    return [
      { count: added, what: names[field].value },
      { count: changed, what: names[field].other },
    ].filter(({ count }) => count > 0);
  });
  const [first, ...more] = parts;
  if (!first) return "";
  const verbOf = verb === "get" && first.count === 1 ? "gets" : verb;
  const start = `${formatPapers(first.count)} ${verbOf} ${first.what}`;
  return [start, ...more.map(({ count, what }) => `${formatCount(count)} ${what}`)].join(", ");
}

/** Lists are joined, so a paper that has some gets more. */
const names: Readonly<Record<ChangedField, { readonly value: string; readonly other: string }>> = {
  title: { value: "a title", other: "another title" },
  abstract: { value: "an abstract", other: "another abstract" },
  authors: { value: "authors", other: "other authors" },
  year: { value: "a year", other: "another year" },
  date: { value: "a date", other: "another date" },
  venue: { value: "a venue", other: "another venue" },
  type: { value: "a type", other: "another type" },
  categories: { value: "categories", other: "more categories" },
  keywords: { value: "keywords", other: "more keywords" },
  doi: { value: "a DOI", other: "another DOI" },
  arxivId: { value: "an arXiv id", other: "another arXiv id" },
  url: { value: "an address", other: "another address" },
};
