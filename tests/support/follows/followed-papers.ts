import type { NewFollow } from "../../../src/domain/follows/follow.js";

const subjects = ["Sparse attention in documents", "Wind loads on bridges", "Pollen carried by bees"];
const authors = ["Ada Lovelace", "Grace Hopper", "Otto Berg", "Li Wei"];
const years = [2020, 2022, 2024, 2025, 2026];

/** One follow for each way in which a paper is found: by words, by meaning, by a name, by a filter alone. */
export const everyFollow: readonly NewFollow[] = [
  { kind: "question", query: "sparse attention", mode: "keyword" },
  { kind: "question", query: "wind loads on bridges", mode: "semantic" },
  { kind: "author", author: "A. Lovelace" },
  { kind: "question", query: "year:2024-" },
];

/** Papers that differ enough to be no near-duplicates; the same ones for the same number. */
export function makeFollowed(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    id: `p${at}`,
    title: `${subjects[at % subjects.length]!} ${nameWords(at, 3)}`,
    abstract: `Of ${nameWords(at + 7_919, 6)}.`,
    authors: [authors[at % authors.length]!],
    year: years[at % years.length]!,
  }));
}

/** Words that no other paper has. */
function nameWords(at: number, count: number): string {
  return Array.from({ length: count }, (_, part) => `q${(at * 31 + part).toString(36)}x`).join(" ");
}
