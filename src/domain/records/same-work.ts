import { compareTitles } from "../duplicates/near-duplicates.js";
import { normalizeShownTitle } from "../paper/clean-paper.js";
import type { Paper } from "../paper/paper.js";
import { type Author, indexPeople, listAuthors } from "../person/same-person.js";
import { foldText } from "../text/fold-text.js";

type DescribedWork = Pick<Paper, "title" | "authors" | "authorNames">;

/**
 * Min similarity of two titles under one identifier, by what the authors say. Measured on 9,600 pairs of records with
 * one DOI or arXiv id in files of 140 projects: chapters that carry the DOI of their book are below 0.5, with a few
 * authors in common below 0.55; translated titles by the same authors reach 0.3.
 */
const minSimilarity = { same: 0.3, shared: 0.6, unknown: 0.5, disjoint: 0.8 } as const;
type Overlap = keyof typeof minSimilarity;

/**
 * Whether two records with the same DOI or arXiv id describe one work. They do not if titles and authors differ, as
 * those of the chapters of a book do: then one of the two has the identifier of another work. Without authors the title
 * decides for a DOI; an arXiv id is never that of a larger work, and titles change between versions.
 */
export function areSameWork(one: DescribedWork, other: DescribedWork, shared: "doi" | "arxivId"): boolean {
  const title = foldText(normalizeShownTitle(one.title));
  const otherTitle = foldText(normalizeShownTitle(other.title));
  if (title === otherTitle) return true;
  const overlap = compareLists(listAuthors(one), listAuthors(other));
  if (overlap === "unknown" && shared === "arxivId") return true;
  if (overlap !== "disjoint" && isBeginning(title, otherTitle)) return true;
  return compareTitles(title, otherTitle) >= minSimilarity[overlap];
}

/** Whether one title is the other without its subtitle, or cut. */
function isBeginning(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.includes(" ") && long.startsWith(`${short} `);
}

/** `same`: every author of the shorter list is in the other one, which "et al." may have cut. */
function compareLists(ones: readonly Author[], others: readonly Author[]): Overlap {
  if (ones.length === 0 || others.length === 0) return "unknown";
  const [few, many] = ones.length <= others.length ? [ones, others] : [others, ones];
  const people = indexPeople(many);
  const places = few.map((author) => people.find(author));
  if (places.every((found) => found.length === 0)) return "disjoint";
  return places[0]!.includes(0) && places.every((found) => found.length > 0) ? "same" : "shared";
}
