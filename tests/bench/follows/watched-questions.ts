import type { Paper } from "../../../src/domain/paper/paper.js";
import { joinNodes } from "../../../src/domain/search/query/node.js";
import { parseQuery } from "../../../src/domain/search/query/parse-query.js";
import type { Watch } from "../../../src/domain/follows/watch.js";
import { createDraw, pick } from "../slips.js";

/** What people save, by the share of its kind: most are a few words, some have filters, some only name an author. */
export interface WatchedQuestion {
  readonly query: string;
  readonly kind: "keywords" | "title" | "filtered" | "author";
}

/** Different questions from the authors' keywords, titles and authors of these papers; the same at every run. */
export function drawQuestions(papers: readonly Paper[], count: number): readonly WatchedQuestion[] {
  const draw = createDraw(11);
  const withKeywords = papers.filter(({ keywords, authors }) => keywords.length > 1 && authors.length > 0);
  const questions = new Map<string, WatchedQuestion>();
  while (questions.size < count) {
    const paper = pick(withKeywords, draw);
    const question = compose(paper, { keyword: pick(paper.keywords, draw), other: pick(paper.keywords, draw) }, draw());
    if (question.query.length > 2) questions.set(question.query.toLowerCase(), question);
  }
  return [...questions.values()];
}

function compose(paper: Paper, words: { keyword: string; other: string }, share: number): WatchedQuestion {
  const { keyword, other } = words;
  if (share < 0.45) return { query: keyword, kind: "keywords" };
  if (share < 0.65) return { query: keyword === other ? keyword : `${keyword} ${other}`, kind: "keywords" };
  if (share < 0.75) return { query: paper.title.replace(/["():]/g, " "), kind: "title" };
  if (share < 0.8) return { query: `${keyword} -survey`, kind: "filtered" };
  if (share < 0.85) return { query: `"${keyword}"`, kind: "filtered" };
  if (share < 0.9) return { query: `${keyword} year:2020-`, kind: "filtered" };
  return { query: `author:"${paper.authors.at(-1)}"`, kind: "author" };
}

/** @param vector of the words that rank, if there are any */
export function toWatch(
  { query }: WatchedQuestion,
  facts: { id: number; after: number; least: number; vector: Float32Array | undefined },
): Watch {
  const { id, after, least, vector } = facts;
  const { text, parts } = parseQuery(query);
  const condition = parts.length === 0 ? undefined : joinNodes(parts.map(({ node }) => node));
  const wanted = text === "" ? {} : { wanted: { kind: "words" as const, text, weight: 0.5, vector } };
  return { id, after, least, limits: { condition, filter: {} }, ...wanted };
}

/** What a question ranks by; empty for one that only restricts. */
export function readRanked({ query }: WatchedQuestion): string {
  return parseQuery(query).text;
}
