import { compareTitles } from "../duplicates/near-duplicates.js";
import { normalizeShownTitle } from "../paper/clean-paper.js";
import type { Paper } from "../paper/paper.js";
import { type Author, indexPeople, listAuthors } from "../person/same-person.js";
import { foldText } from "../text/fold-text.js";
import { nameTwoWorks } from "./distinct-titles.js";

type DescribedWork = Pick<Paper, "title" | "authors" | "authorNames">;

/**
 * Min similarity of two titles under one identifier, by what the authors say. Measured on 9,600 pairs of records with
 * one DOI or arXiv id in files of 140 projects: chapters that carry the DOI of their book are below 0.5, with a few
 * authors in common below 0.55; translated titles by the same authors reach 0.3.
 */
const minSimilarity = { same: 0.3, shared: 0.6, unknown: 0.5, disjoint: 0.8 } as const;
type Overlap = keyof typeof minSimilarity;

/** By other authors, a title with fewer words than `some`, such as "Introduction", is another work. */
const distinctiveWords = { some: 4, all: 8 } as const;

/**
 * Whether two records with the same DOI or arXiv id describe one work. They do not if titles and authors differ, as
 * those of the chapters of a book do, or if the titles are those of two works, such as a reply and what it is about:
 * then one of the two has the identifier of another work. Without authors the title decides.
 */
export function areSameWork(one: DescribedWork, other: DescribedWork): boolean {
  const title = foldText(normalizeShownTitle(one.title));
  const otherTitle = foldText(normalizeShownTitle(other.title));
  if (nameTwoWorks(title, otherTitle)) return false;
  const overlap = compareLists(listAuthors(one), listAuthors(other));
  if (overlap === "disjoint" && !canBeMisread(title, [one, other])) return false;
  if (title === otherTitle) return true;
  if (overlap !== "disjoint" && isBeginning(title, otherTitle)) return true;
  return compareTitles(title, otherTitle) >= minSimilarity[overlap];
}

/**
 * Whether authors who agree in no name can be the same, read badly. The longer the title, the less they have to have in
 * common: all words of a name; any name, or one without names; nothing.
 */
function canBeMisread(title: string, [one, other]: readonly [DescribedWork, DescribedWork]): boolean {
  const length = title.split(" ").length;
  if (length >= distinctiveWords.all) return true;
  if (length < distinctiveWords.some) {
    const names = new Set(one.authors.map(sortWords));
    return other.authors.some((name) => names.has(sortWords(name)));
  }
  return (
    isUnlisted(one) ||
    isUnlisted(other) ||
    shareName(one.authors, other.authors) ||
    shareName(other.authors, one.authors)
  );
}

function shareName(names: readonly string[], others: readonly string[]): boolean {
  const text = foldText(others.join(" "));
  return names.some((name) => listWords(name).some((word) => word.length > 2 && text.includes(word)));
}

function sortWords(name: string): string {
  return listWords(name).toSorted().join(" ");
}

function listWords(name: string): string[] {
  return foldText(name).match(/[\p{L}\p{M}]+/gu) ?? [];
}

/** Whether the authors are a group, not named, or in a script that cannot be compared. */
function isUnlisted({ authors, authorNames = [] }: DescribedWork): boolean {
  return (
    authorNames.some((name) => "literal" in name) ||
    authors.some((name) => unlisted.test(name)) ||
    !/[a-z]/.test(foldText(authors.join("")))
  );
}

const unlisted =
  /\b(?:anonymous|unknown|unav|various|authors?|collaboration|consortium|group|team|committee|organi[sz]ation)\b/i;

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
