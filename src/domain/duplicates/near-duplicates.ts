import { normalizeTitle } from "../paper/clean-paper.js";
import type { Paper } from "../paper/paper.js";
import { indexPeople, listAuthors } from "../person/same-person.js";

/** The fields that are compared, in addition to the vectors. */
export type ComparedPaper = Pick<Paper, "title" | "abstract" | "authors" | "authorNames">;

/** Min cosine for two papers to be candidates by their vectors alone; papers with the same title always are. */
export const minPairSimilarity = 0.9;
/** Max number of nearest papers that a new paper is compared with: few works are published more often. */
export const maxPairsPerPaper = 4;

/**
 * Thresholds from 87,243 papers embedded with bge-small-en-v1.5; docs/ranking.md has the figures. Even at a cosine of
 * 0.95 or more, most pairs by the same authors are two works on one subject: a second publication is recognised by how
 * much of the wording of title and abstract the two share. The first matching row applies.
 */
const reworded = [
  { minSimilarity: 0.965, minSharedText: 1.4 },
  { minSimilarity: 0.95, minSharedText: 1.8 },
];
/**
 * A collection may give two papers the same abstract by mistake; if the authors are unknown, titles must be similar.
 */
const minTitleSimilarity = 0.6;
/** For the same title, if both papers have an abstract. */
const sameTitleSimilarity = 0.85;
/** For the same title, if an abstract is missing: of 301 titles compared with title and abstract, 3 were below 0.8. */
const bareTitleSimilarity = 0.75;
/** Without authors, shorter titles ("Workshops and tutorials") are too generic to identify a paper. */
const minDistinctiveTitleWords = 4;

/**
 * Whether two papers are nearly the same: versions of one work (workshop and conference, extended abstract, a new
 * title), or one text published twice. `similarity` is the cosine of their vectors. Parts and numbered editions of a
 * work are never near-duplicates, nor are works that have no author in common.
 */
export function areNearDuplicates(one: ComparedPaper, other: ComparedPaper, similarity: number): boolean {
  if (listNumbers(one.title).join() !== listNumbers(other.title).join()) return false;
  const overlap = compareAuthors(one, other);
  if (overlap === "disjoint") return false;
  const isDistinctive = overlap === "shared" || countWords(one.title) >= minDistinctiveTitleWords;
  if (haveSameTitle(one.title, other.title)) {
    const bare = one.abstract === undefined || other.abstract === undefined;
    return isDistinctive && similarity >= (bare ? bareTitleSimilarity : sameTitleSimilarity);
  }
  if (overlap === "shared" && similarity >= minPairSimilarity && haveSameCore(one.title, other.title)) return true;
  const minShared = reworded.find(({ minSimilarity }) => similarity >= minSimilarity)?.minSharedText;
  return isDistinctive && minShared !== undefined && measureSharedText(one, other, overlap) >= minShared;
}

/** Sørensen–Dice coefficient of the titles' character trigrams, 0 to 1; ignores case and punctuation. */
export function compareTitles(one: string, other: string): number {
  const ones = countTrigrams(one);
  const others = countTrigrams(other);
  let shared = 0;
  for (const [trigram, count] of ones) shared += Math.min(count, others.get(trigram) ?? 0);
  const total = sumCounts(ones) + sumCounts(others);
  return total === 0 ? 0 : (2 * shared) / total;
}

/** Share of the shorter abstract's word triples that the other one contains, 0 to 1 (containment, Broder 1997). */
export function compareAbstracts(one: string, other: string): number {
  const [ones, others] = [listTriples(one), listTriples(other)];
  const [few, many] = ones.size <= others.size ? [ones, others] : [others, ones];
  let shared = 0;
  for (const triple of few) if (many.has(triple)) shared += 1;
  return few.size === 0 ? 0 : shared / few.size;
}

function haveSameTitle(one: string, other: string): boolean {
  const title = normalizeTitle(one);
  return title !== "" && title === normalizeTitle(other);
}

const numberWord =
  /^(?:\d+\p{L}*|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$/u;

/** "Part II", "3-DOF", "the 35th": the words that differ between parts of a series. */
function listNumbers(title: string): string[] {
  return splitWords(title)
    .filter((word) => numberWord.test(word))
    .toSorted();
}

type AuthorOverlap = "shared" | "disjoint" | "unknown";

function compareAuthors(one: ComparedPaper, other: ComparedPaper): AuthorOverlap {
  if (one.authors.length === 0 || other.authors.length === 0) return "unknown";
  const people = indexPeople(listAuthors(one));
  return listAuthors(other).some((author) => people.find(author).length > 0) ? "shared" : "disjoint";
}

/** Ignores a note at the end, "(Extended Abstract)", and the short name of a work at the start, "MINE: …". */
function haveSameCore(one: string, other: string): boolean {
  const core = readCore(one);
  return core !== "" && core === readCore(other);
}

function readCore(title: string): string {
  const plain = title.replace(/(?<!\s)\s*[([][^()[\]]*[)\]]\s*$/, "");
  const core = plain.replace(/^\s*[^\s:]+:\s+/, "");
  // Without its prefix, "BERT: a survey" is too short to identify a work.
  return normalizeTitle(countWords(core) < minDistinctiveTitleWords ? plain : core);
}

/** 0 to 2: the similarity of the titles plus that of the abstracts. */
function measureSharedText(one: ComparedPaper, other: ComparedPaper, overlap: AuthorOverlap): number {
  if (one.abstract === undefined || other.abstract === undefined) return 0;
  const titles = compareTitles(one.title, other.title);
  if (overlap === "unknown" && titles < minTitleSimilarity) return 0;
  return titles + compareAbstracts(one.abstract, other.abstract);
}

function countTrigrams(title: string): Map<string, number> {
  const counts = new Map<string, number>();
  const normal = normalizeTitle(title);
  const text = normal === "" ? "" : `  ${normal} `;
  for (let at = 0; at + 3 <= text.length; at += 1) {
    const trigram = text.slice(at, at + 3);
    counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
  }
  return counts;
}

function sumCounts(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

function listTriples(abstract: string): Set<string> {
  const words = splitWords(abstract);
  return new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`));
}

function countWords(title: string): number {
  return splitWords(title).length;
}

function splitWords(text: string): string[] {
  const normal = normalizeTitle(text);
  return normal === "" ? [] : normal.split(" ");
}
