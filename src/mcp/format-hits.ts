import type { Hit, HitsAnswer } from "../domain/search/answer.js";
import type { Paper } from "../domain/paper/paper.js";
import { cleanLatex } from "../domain/text/latex/clean-latex.js";
import { cutExcerpt, type ListedHit, listHits } from "./listed-hits.js";

const maxAuthors = 3;
const maxWords = 8;
const maxSentenceLength = 300;

/** A numbered list: title and year, authors and venue, id, score and match, the beginning of the abstract. */
export function formatHits(hits: readonly Hit[]): string {
  const listed = listHits(hits);
  return hits.map((hit, at) => `${at + 1}. ${formatHit(hit, listed[at]?.paper)}`).join("\n\n");
}

/** The notices of an answer, a line each; empty without any. */
export function formatNotices({ notices = [] }: Pick<HitsAnswer, "notices">): string {
  return notices.map(({ detail }) => `Note: ${detail}`).join("\n");
}

/** The parts of a text that are not empty, with a blank line between them. */
export function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Similar papers or recommendations: what they are, or that none is near, then the list. */
export function formatLikeAnswer(found: HitsAnswer, heading: string): string {
  const { hits, noGoodMatch } = found;
  return joinParts([
    noGoodMatch && hits.length > 0 ? "No paper is near; the most similar are:" : heading,
    formatHits(hits),
    formatNotices(found),
  ]);
}

export function countPapers(count: number): string {
  return count === 1 ? "1 paper" : `${count} papers`;
}

function formatHit(hit: Hit, listed: ListedHit["paper"] | undefined): string {
  const { paper, score, duplicates = [], explanation } = hit;
  const lines = [
    formatHeading(paper),
    `id: ${paper.id} · score ${score.toFixed(2)} · ${explainMatch(hit)}`,
    duplicates.length > 0 ? `near-duplicates: ${duplicates.slice(0, maxAuthors).join(", ")}` : "",
    explanation?.sentence
      ? `most similar sentence: “${cutExcerpt(cleanLatex(explanation.sentence.text), maxSentenceLength)}”`
      : "",
    listed?.abstract ?? "",
  ];
  return lines.filter((line) => line !== "").join("\n   ");
}

/** Two lines, the second one indented: title with year, then authors with venue. */
export function formatHeading({ title, year, authors, venue, retracted }: Paper): string {
  const named = authors.slice(0, maxAuthors).join(", ");
  const more = authors.length > maxAuthors ? ` and ${authors.length - maxAuthors} more` : "";
  const about = [`${named}${more}`, venue ?? ""].filter((part) => part !== "").join(" · ");
  const heading = `${retracted ? "[Retracted] " : ""}${cleanLatex(title).replace(/\s+/g, " ")}${year === undefined ? "" : ` (${year})`}`;
  return about === "" ? heading : `${heading}\n   ${about}`;
}

const matched: Record<Hit["matchedBy"], string> = {
  keyword: "by words",
  meaning: "by meaning",
  both: "by words and meaning",
  exact: "exact title or identifier",
  author: "by author",
  filter: "by filter",
};

function explainMatch(hit: Hit): string {
  if (hit.because) {
    const { title, id, similarity } = hit.because;
    return `like ${id ?? `“${cutExcerpt(cleanLatex(title), 80)}”`} (cosine ${similarity.toFixed(2)})`;
  }
  const words = listMatchedWords(hit);
  return words.length === 0 ? matched[hit.matchedBy] : `${matched[hit.matchedBy]}: ${words.join(", ")}`;
}

function listMatchedWords({ paper, highlights = {} }: Hit): readonly string[] {
  const words = new Set<string>();
  for (const field of ["title", "abstract"] as const) {
    for (const [start, end] of highlights[field] ?? []) words.add((paper[field] ?? "").slice(start, end).toLowerCase());
  }
  return [...words].slice(0, maxWords);
}
