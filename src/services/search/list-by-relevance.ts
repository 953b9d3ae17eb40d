import {
  fusionDepth,
  type FusedPaper,
  type RatedPaper,
  goodEvidence,
  toConfidence,
  weighWordsAlone,
} from "../../domain/search/fusion.js";
import { collectOrdinals, type OrdinalSet, subtractSets } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import type { Question, Ranking } from "./rank-papers.js";
import type { ListedPaper } from "./read-hits.js";

export interface RelevanceListDeps {
  readonly keywordIndex: Pick<KeywordIndex, "search">;
}

export interface RelevanceOrder {
  readonly question: Pick<Question, "keywords" | "alternatives">;
  readonly ranking: Ranking;
  /** The papers that are listed. */
  readonly papers: OrdinalSet;
  /** These come first, whatever ranks after them. */
  readonly leaders: readonly ListedPaper[];
}

/** The first papers of the list, by relevance. Scores never increase. */
export type RelevanceList = (count: number) => readonly ListedPaper[];

/**
 * Leaders, then the first papers of either list up to the last good match among them, then all other good matches, then
 * the rest.
 */
export function createRelevanceList(deps: RelevanceListDeps, order: RelevanceOrder): RelevanceList {
  const started = { ...order, ...listFirst(order) };
  return (count) => listUpTo(deps, started, count);
}

interface First {
  readonly leading: ReadonlySet<Ordinal>;
  /** Leaders, then the first papers of either list up to the last good match among them. */
  readonly head: readonly ListedPaper[];
  readonly tail: readonly ListedPaper[];
}

interface StartedOrder extends RelevanceOrder, First {}

function listFirst(order: RelevanceOrder): First {
  const { papers, ranking } = order;
  const leaders = order.leaders.filter(({ ordinal }) => papers.has(ordinal));
  const leading = new Set(leaders.map(({ ordinal }) => ordinal));
  const end = ranking.ranked.findLastIndex(({ evidence }) => evidence >= goodEvidence) + 1;
  const scored = [ranking.ranked.slice(0, end), ranking.ranked.slice(end)].map(raiseScores);
  const [head = [], tail = []] = scored.map((part) =>
    part.filter(({ ordinal }) => papers.has(ordinal) && !leading.has(ordinal)),
  );
  return { leading, head: [...leaders, ...head], tail };
}

/** The head, then all other good matches, then the rest. Scores never increase. */
function listUpTo(deps: RelevanceListDeps, order: StartedOrder, count: number): readonly ListedPaper[] {
  const { papers, head, tail } = order;
  if (head.length >= count || papers.size <= head.length + tail.length) {
    return capScores([...head, ...tail].slice(0, count));
  }
  const rest = rankRest(deps, order, count - head.length).map((paper): ListedPaper & RatedPaper => ({
    ...paper,
    score: toConfidence(paper.evidence),
  }));
  const goodCount = countGood(rest);
  return capScores([...head, ...rest.slice(0, goodCount), ...tail, ...rest.slice(goodCount)].slice(0, count));
}

/** Each score is at least that of the next: feedback may put a paper before one with more evidence. */
function raiseScores(part: readonly FusedPaper[]): ListedPaper[] {
  let score = 0;
  const raised: ListedPaper[] = [];
  for (let at = part.length - 1; at >= 0; at -= 1) {
    const { ordinal, evidence, matchedBy } = part[at]!;
    score = Math.max(score, toConfidence(evidence));
    raised.push({ ordinal, evidence, matchedBy, score });
  }
  return raised.toReversed();
}

function capScores(listed: readonly ListedPaper[]): ListedPaper[] {
  let score = 1;
  return listed.map((paper) => ({ ...paper, score: (score = Math.min(score, paper.score)) }));
}

/** Of papers in the order of their evidence. */
function countGood(papers: readonly RatedPaper[]): number {
  const end = papers.findIndex(({ evidence }) => evidence < goodEvidence);
  return end < 0 ? papers.length : end;
}

/** The papers beyond the first ones, by evidence; those after the tail only if as many are wanted. */
function rankRest(deps: RelevanceListDeps, order: StartedOrder, count: number): RatedPaper[] {
  const { question, ranking, papers, leading, tail } = order;
  const near = ranking.listNear().filter(({ ordinal }) => papers.has(ordinal) && !leading.has(ordinal));
  const goodCount = countGood(near);
  if (goodCount + tail.length >= count && boundOtherWords(ranking) < goodEvidence) return near.slice(0, goodCount);
  const known = [...ranking.ranked, ...ranking.listNear()].map(({ ordinal }) => ordinal);
  const allow = subtractSets(papers, collectOrdinals([...known, ...leading]));
  const { semanticWeight, attainable } = ranking.evidence;
  if (allow.size === 0 || semanticWeight === 1) return near.slice(0, count);
  const worth = weighWordsAlone(semanticWeight) / attainable;
  const { keywords: text, alternatives } = question;
  const { hits } = deps.keywordIndex.search({ text, alternatives, limit: count, allow });
  const words = hits.map(({ ordinal, score }): RatedPaper => {
    return { ordinal, evidence: score * worth, matchedBy: "keyword" };
  });
  return [...near, ...words]
    .toSorted((one, other) => other.evidence - one.evidence || one.ordinal - other.ordinal)
    .slice(0, count);
}

/** The highest evidence that a paper in neither list can have. */
function boundOtherWords({ evidence: { semanticWeight, attainable, keyword } }: Ranking): number {
  if (semanticWeight === 1 || keyword.length < fusionDepth) return 0;
  return (keyword.at(-1)!.score * weighWordsAlone(semanticWeight)) / attainable;
}
