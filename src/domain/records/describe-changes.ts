import { formatCount, formatPapers } from "../text/amounts.js";
import { type PaperField, paperFields } from "../paper/field-names.js";
import type { FieldChanges } from "./field-changes.js";

/**
 * Describes what stored papers get, or got, from a source: `3 papers get an abstract, 1 another venue`. What an edit
 * removed follows: `1 paper lost its year`.
 */
export function describeChanges(changes: FieldChanges, verb: "get" | "got"): string {
  return [describeGains(changes, verb), describeLosses(changes)].filter((text) => text !== "").join("; ");
}

function describeGains(changes: FieldChanges, verb: "get" | "got"): string {
  const parts = paperFields.flatMap((field) => {
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

/** One paper loses several fields at once, while an edit is of one paper: the fields are named, with the largest count. */
function describeLosses(changes: FieldChanges): string {
  const lost = paperFields.filter((field) => (changes[field]?.removed ?? 0) > 0);
  if (lost.length === 0) return "";
  const count = Math.max(...lost.map((field) => changes[field]?.removed ?? 0));
  const what = lost.map((field) => names[field].value.replace(/^an? /, "")).join(", ");
  return `${formatPapers(count)} lost ${count === 1 ? "its" : "their"} ${what}`;
}

/** Lists are joined, so a paper that has some gets more. */
const names: Readonly<Record<PaperField, { readonly value: string; readonly other: string }>> = {
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
  tags: { value: "tags", other: "more tags" },
  extra: { value: "own fields", other: "other own fields" },
  retracted: { value: "a mark of retraction", other: "another mark of retraction" },
};
