import {
  type Candidate,
  fuseEvidence,
  fusionDepth,
  type FusedPaper,
  goodEvidence,
  nearDepth,
  toEvidence,
  toSimilarity,
  weighWordsAlone,
} from "../../domain/search/fusion.js";
import type { RankedPaper } from "../../domain/search/hit.js";
import { collectOrdinals, type OrdinalSet, subtractSets, uniteSets } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { SearchMode } from "../../domain/search/request.js";
import { dotProduct } from "../../domain/vectors/vector.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { Alternatives, KeywordHits, KeywordIndex, KeywordQuery } from "../../ports/search/keyword-index.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { EmbedQuery } from "./embed-query.js";
import type { RankByMeaning } from "./rank-by-meaning.js";
import type { Stopwatch } from "./stopwatch.js";
import { addRelevanceFeedback } from "./add-relevance-feedback.js";

export interface RankPapersDeps {
  readonly keywordIndex: KeywordIndex;
  readonly vectors: VectorStore;
  readonly embedder: Pick<Embedder, "cosines">;
  readonly embedQuery: EmbedQuery;
  readonly rankByMeaning: RankByMeaning;
}

export interface Question {
  /** The words to search by meaning. */
  readonly text: string;
  /** The same words, spelled as in the corpus. */
  readonly keywords: string;
  /** Words of which any matches, besides `keywords`. */
  readonly alternatives?: Alternatives | undefined;
  readonly mode: SearchMode;
  readonly semanticWeight: number;
  /** Ranks only these papers, as if the library had no others. */
  readonly allow: OrdinalSet | undefined;
  /** Papers that are found in any case. */
  readonly exact: readonly Ordinal[];
  /** Only papers with at least this score are found; by default good matches, and the first ones in any case. */
  readonly minScore: number | undefined;
  readonly stopwatch: Stopwatch;
}

export interface Ranking {
  /** The first papers of either list, best first. */
  readonly ranked: readonly FusedPaper[];
  /** The other near papers, best first. */
  readonly near: readonly FusedPaper[];
  /** What the question finds, including the exact papers. A word's other papers are in no list. */
  readonly found: OrdinalSet;
  /** Papers that share a word or are near, but are not found. */
  readonly others: OrdinalSet;
  /** All papers with at least the score of a good match, and the exact ones. May take another keyword search. */
  listGood(): OrdinalSet;
  /** What the ranking is based on, for explanations. */
  readonly evidence: Evidence;
}

export interface Evidence {
  readonly semanticWeight: number;
  readonly candidates: ReadonlyMap<Ordinal, Candidate>;
  /** Best first, as the indexes returned them. */
  readonly keyword: readonly RankedPaper[];
  readonly meaning: readonly RankedPaper[];
  /** The highest keyword score that a paper could have. */
  readonly attainable: number;
}

/**
 * Ranks papers by words, by meaning, or by both, and decides which of them are found. Nothing of this depends on a
 * filter: a filter only leaves papers out, so its count is known before it is set.
 */
export type RankPapers = (question: Question) => Promise<Ranking>;

export function createRankPapers(deps: RankPapersDeps): RankPapers {
  return async (question) => {
    const { mode, semanticWeight, stopwatch } = question;
    const weight = mode === "hybrid" ? semanticWeight : mode === "semantic" ? 1 : 0;
    // The keyword search runs while a thread embeds the query; what each list needs from the other follows.
    const nearing = weight > 0 ? findNearest(deps, question) : [];
    const [meaning, listed] = await Promise.all([nearing, findWords(deps, question, weight)]);
    const words = { ...listed, probed: await probeWords(deps, question, { meaning, weight }) };
    const lists = { words, meaning, weight };
    const ranked = await stopwatch.time("fuseMs", () => rankFirst(deps, question, lists));
    return stopwatch.time("fuseMs", () => settleRanking(deps, question, { ...lists, ...ranked }));
  };
}

async function findNearest(deps: RankPapersDeps, question: Question): Promise<readonly RankedPaper[]> {
  const { stopwatch, text, allow } = question;
  const vector = await stopwatch.time("embedMs", () => deps.embedQuery(text));
  return stopwatch.time("semanticMs", () => deps.rankByMeaning({ vector, limit: nearDepth, allow }));
}

function findWords({ keywordIndex }: RankPapersDeps, question: Question, weight: number): Promise<KeywordHits> {
  const { stopwatch, allow, minScore } = question;
  const query = { ...chooseWords(question, weight), limit: fusionDepth, wantsMatched: true, ...(allow && { allow }) };
  // The other questions are answered without the set of good matches, and finding it scores many papers.
  const needsStrong = weight > 0 && minScore === undefined;
  const minShare = goodEvidence / weighWordsAlone(weight);
  return stopwatch.time("keywordMs", () => keywordIndex.search(needsStrong ? { ...query, minShare } : query));
}

function chooseWords(
  { keywords: text, alternatives }: Question,
  weight: number,
): Pick<KeywordQuery, "text" | "alternatives"> {
  return weight < 1 ? { text, alternatives } : { text: "" };
}

interface Lists {
  readonly words: KeywordHits;
  readonly meaning: readonly RankedPaper[];
  readonly weight: number;
}

/** The keyword scores of papers that are in the ranking for another reason. */
async function probeWords(
  { keywordIndex }: RankPapersDeps,
  { stopwatch, keywords, alternatives, exact }: Question,
  { meaning, weight }: Omit<Lists, "words">,
): Promise<KeywordHits["probed"]> {
  const others = [...meaning.map(({ ordinal }) => ordinal), ...exact];
  if (others.length === 0 || weight === 1) return new Map();
  const query = { text: keywords, alternatives, limit: 0, probe: collectOrdinals(others) };
  return (await stopwatch.time("keywordMs", () => keywordIndex.search(query))).probed;
}

interface Ranked {
  /** The first papers of either list. */
  readonly first: readonly Candidate[];
  /** The other near papers. */
  readonly later: readonly Candidate[];
}

/** Collects both kinds of evidence: a paper missing from one list may still score high there. */
async function rankFirst(deps: RankPapersDeps, question: Question, { words, meaning, weight }: Lists): Promise<Ranked> {
  const { cosines } = deps.embedder;
  const byWords = new Set(words.hits.map(({ ordinal }) => ordinal));
  const known = new Set<Ordinal>();
  const first: Candidate[] = [];
  const later: Candidate[] = [];
  for (const [place, { ordinal, score }] of meaning.entries()) {
    const keyword = (words.probed.get(ordinal) ?? 0) / words.attainable;
    const isLater = place >= fusionDepth && !byWords.has(ordinal);
    const isNear = place < fusionDepth || isLater;
    known.add(ordinal);
    (isLater ? later : first).push({ ordinal, keyword, meaning: toSimilarity(score, cosines), isNear });
  }
  const far = words.hits.filter(({ ordinal }) => !known.has(ordinal));
  const toFar = ({ ordinal, score }: RankedPaper, similarity?: number): Candidate => ({
    ordinal,
    keyword: score / words.attainable,
    meaning: similarity,
    isNear: false,
  });
  if (weight === 0 || weight === 1) return { first: [...first, ...far.map((hit) => toFar(hit))], later };
  const listed = [...first, ...far].map(({ ordinal }) => ordinal);
  const vectors = await deps.vectors.readVectors(listed);
  const query = await deps.embedQuery(question.text);
  const compared = far.map((hit) => {
    const vector = vectors.get(hit.ordinal);
    return toFar(hit, vector && toSimilarity(dotProduct(query, vector), cosines));
  });
  const candidates = [...first, ...compared];
  return { first: addRelevanceFeedback(candidates, { vectors, cosines, semanticWeight: weight }), later };
}

function settleRanking(deps: RankPapersDeps, question: Question, ranking: Lists & Ranked): Ranking {
  const { words, meaning, weight, first, later } = ranking;
  const ranked = fuseEvidence(first, weight);
  const near = fuseEvidence(later, weight, "evidence");
  const candidates = new Map([...first, ...later].map((candidate) => [candidate.ordinal, candidate]));
  const evidence = {
    semanticWeight: weight,
    candidates,
    keyword: words.hits,
    meaning,
    attainable: words.attainable,
  };
  const reach = (least: number) =>
    collectOrdinals([
      ...[...ranked, ...near].filter((paper) => paper.evidence >= least).map(({ ordinal }) => ordinal),
      ...question.exact,
    ]);
  const all = uniteSets(words.matched!, reach(-Infinity));
  const listGood = () => {
    const strong = words.strong ?? findStrong(deps, question, { weight, least: goodEvidence });
    return uniteSets(strong, reach(goodEvidence));
  };
  const found = findMatches(deps, question, { listGood, all, reach, ranking, ranked });
  return { ranked, near, found, others: subtractSets(all, found), listGood, evidence };
}

/** The papers with at least this evidence by their words. */
function findStrong(
  { keywordIndex }: RankPapersDeps,
  question: Question,
  { weight, least }: { readonly weight: number; readonly least: number },
): OrdinalSet {
  const minShare = least / weighWordsAlone(weight);
  const { allow } = question;
  const words = chooseWords(question, weight);
  return keywordIndex.search({ ...words, limit: 0, minShare, ...(allow && { allow }) }).strong!;
}

interface Reached {
  readonly listGood: Ranking["listGood"];
  readonly all: OrdinalSet;
  readonly reach: (least: number) => OrdinalSet;
  readonly ranking: Lists;
  readonly ranked: readonly FusedPaper[];
}

/** In a search by words every paper with a word is found, as in every catalogue. */
function findMatches(deps: RankPapersDeps, question: Question, reached: Reached): OrdinalSet {
  const { mode, minScore } = question;
  const { listGood, all, reach, ranking, ranked } = reached;
  if (minScore === 0 || (minScore === undefined && mode === "keyword")) return all;
  if (minScore === undefined) return uniteSets(listGood(), collectOrdinals(ranked.map(({ ordinal }) => ordinal)));
  const least = toEvidence(minScore);
  if (ranking.weight === 1) return reach(least);
  return uniteSets(findStrong(deps, question, { weight: ranking.weight, least }), reach(least));
}
