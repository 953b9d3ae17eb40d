import {
  type Candidate,
  fuseEvidence,
  fusionDepth,
  type FusedPaper,
  toSimilarity,
} from "../../domain/search/fusion.js";
import type { RankedPaper } from "../../domain/search/hit.js";
import { collectOrdinals, type OrdinalSet, uniteSets } from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { SearchMode } from "../../domain/search/request.js";
import { dotProduct } from "../../domain/vectors/vector.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { KeywordHits, KeywordIndex } from "../../ports/search/keyword-index.js";
import type { VectorIndex } from "../../ports/vectors/vector-index.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { EmbedQuery } from "./embed-query.js";
import type { RankByMeaning } from "./rank-by-meaning.js";
import type { Stopwatch } from "./stopwatch.js";
import { addRelevanceFeedback } from "./add-relevance-feedback.js";

export interface RankPapersDeps {
  readonly keywordIndex: KeywordIndex;
  readonly vectorIndex: VectorIndex;
  readonly vectors: VectorStore;
  readonly embedder: Pick<Embedder, "cosines">;
  readonly embedQuery: EmbedQuery;
  readonly scan: CorpusScan;
  readonly rankByMeaning: RankByMeaning;
}

export interface Question {
  /** The words to search by meaning. */
  readonly text: string;
  /** The same words, spelled as in the corpus. */
  readonly keywords: string;
  readonly mode: SearchMode;
  readonly semanticWeight: number;
  readonly allow: OrdinalSet | undefined;
  /** How many papers to take from each list. */
  readonly depth: number;
  /** Papers that are hits in any case. */
  readonly exact: readonly Ordinal[];
  /** Whether the set of all papers found is needed. */
  readonly wantsMatched: boolean;
  readonly stopwatch: Stopwatch;
}

export interface Ranking {
  /** Best first. */
  readonly ranked: readonly FusedPaper[];
  /** How many papers were found, including the exact ones. */
  readonly total: number;
  /** The `total` papers, if requested. */
  readonly matched?: OrdinalSet;
  /** What the ranking is based on, for explanations. */
  readonly evidence: Evidence;
}

export interface Evidence {
  readonly semanticWeight: number;
  readonly candidates: ReadonlyMap<Ordinal, Candidate>;
  /** Best first, as the indexes returned them. */
  readonly keyword: readonly RankedPaper[];
  readonly meaning: readonly RankedPaper[];
}

export type RankPapers = (question: Question) => Promise<Ranking>;

/** Ranks papers by words, by meaning, or by both. */
export function createRankPapers(deps: RankPapersDeps): RankPapers {
  return async (question) => {
    if (question.mode === "keyword") return rankByWords(deps, question);
    return question.mode === "semantic" ? rankByMeaningOnly(deps, question) : rankByBoth(deps, question);
  };
}

async function rankByWords(deps: RankPapersDeps, question: Question): Promise<Ranking> {
  const words = { ...(await findWords(deps, question)), probed: await probeWords(deps, question, question.exact) };
  const candidates = words.hits.map(({ ordinal, score }) =>
    toCandidate(ordinal, { keyword: score / words.attainable }),
  );
  const evidence = { semanticWeight: 0, candidates: indexCandidates(candidates), keyword: words.hits, meaning: [] };
  return { ranked: fuseEvidence(candidates, 0), ...countFound(words, question.exact), evidence };
}

async function rankByMeaningOnly(deps: RankPapersDeps, question: Question): Promise<Ranking> {
  const meaning = await findNearest(deps, question);
  const candidates = meaning.map((near) =>
    toCandidate(near.ordinal, { meaning: toSimilarity(near.score, deps.embedder.cosines) }),
  );
  const evidence = { semanticWeight: 1, candidates: indexCandidates(candidates), keyword: [], meaning };
  const ranked = fuseEvidence(candidates, 1);
  const { allow, exact, wantsMatched } = question;
  if (!allow && !wantsMatched) return { ranked, total: deps.vectorIndex.count, evidence };
  const embedded = await deps.scan.listEmbedded(allow);
  const matched = exact.length === 0 ? embedded : uniteSets(embedded, collectOrdinals(exact));
  return { ranked, total: matched.size, ...(wantsMatched && { matched }), evidence };
}

async function rankByBoth(deps: RankPapersDeps, question: Question): Promise<Ranking> {
  const { exact, semanticWeight, stopwatch } = question;
  // The keyword search runs while a thread embeds the query; what each list needs from the other follows.
  const nearing = findNearest(deps, question);
  const [meaning, listed] = await Promise.all([nearing, findWords(deps, question)]);
  const nearest = [...meaning.slice(0, fusionDepth).map(({ ordinal }) => ordinal), ...exact];
  const others = [...meaning.map(({ ordinal }) => ordinal), ...exact];
  const words = { ...listed, probed: await probeWords(deps, question, others) };
  const candidates = await stopwatch.time("fuseMs", () => compareLists(deps, question, { words, meaning }));
  const ranked = await stopwatch.time("fuseMs", () => orderInTiers(candidates, { words, meaning, semanticWeight }));
  const evidence = { semanticWeight, candidates: indexCandidates(candidates), keyword: words.hits, meaning };
  return { ranked, ...countFound(words, nearest), evidence };
}

async function findNearest(deps: RankPapersDeps, question: Question): Promise<readonly RankedPaper[]> {
  const { stopwatch, text, depth, allow } = question;
  const vector = await stopwatch.time("embedMs", () => deps.embedQuery(text));
  return stopwatch.time("semanticMs", () => deps.rankByMeaning({ vector, limit: depth, allow }));
}

function findWords(deps: RankPapersDeps, question: Question): Promise<KeywordHits> {
  const { stopwatch, keywords, depth, allow, wantsMatched } = question;
  const query = { text: keywords, limit: depth, wantsMatched, ...(allow && { allow }) };
  return stopwatch.time("keywordMs", () => deps.keywordIndex.search(query));
}

/** The keyword scores of papers that are hits for another reason. */
async function probeWords(
  { keywordIndex }: RankPapersDeps,
  { stopwatch, keywords }: Question,
  others: readonly Ordinal[],
): Promise<KeywordHits["probed"]> {
  if (others.length === 0) return new Map();
  const query = { text: keywords, limit: 0, probe: collectOrdinals(others) };
  return (await stopwatch.time("keywordMs", () => keywordIndex.search(query))).probed;
}

/** Counts the papers that contain a word, and these others in any case. */
function countFound(words: KeywordHits, others: readonly Ordinal[]): Pick<Ranking, "total" | "matched"> {
  const without = new Set(others.filter((ordinal) => !words.probed.has(ordinal)));
  const total = words.total + without.size;
  return { total, ...(words.matched && { matched: uniteSets(words.matched, collectOrdinals(others)) }) };
}

interface Lists {
  readonly words: KeywordHits;
  readonly meaning: readonly RankedPaper[];
}

/**
 * Collects both kinds of evidence for each paper of either list: a paper missing from one list may still score high
 * there.
 */
async function compareLists(deps: RankPapersDeps, question: Question, { words, meaning }: Lists): Promise<Candidate[]> {
  const near = new Set(meaning.map(({ ordinal }) => ordinal));
  const byWordsAlone = words.hits.filter(({ ordinal }) => !near.has(ordinal));
  const first = listFirst({ words, meaning });
  const vectors = await deps.vectors.readVectors([
    ...new Set([...first, ...byWordsAlone.map(({ ordinal }) => ordinal)]),
  ]);
  const query = await deps.embedQuery(question.text);
  const { cosines } = deps.embedder;
  const candidates = [
    ...meaning.map(({ ordinal, score }) => {
      const keyword = (words.probed.get(ordinal) ?? 0) / words.attainable;
      return toCandidate(ordinal, { keyword, meaning: toSimilarity(score, cosines) });
    }),
    ...byWordsAlone.map(({ ordinal, score }) => {
      const vector = vectors.get(ordinal);
      const distant = vector && toSimilarity(dotProduct(query, vector), cosines);
      return { ...toCandidate(ordinal, { keyword: score / words.attainable }), meaning: distant };
    }),
  ];
  const firstVectors = new Map([...vectors].filter(([ordinal]) => first.has(ordinal)));
  return addRelevanceFeedback(candidates, { vectors: firstVectors, cosines, semanticWeight: question.semanticWeight });
}

/** The first papers of either list, which are the same for every page. */
function listFirst({ words, meaning }: Lists): ReadonlySet<Ordinal> {
  const lists = [meaning, words.hits];
  return new Set(lists.flatMap((list) => list.slice(0, fusionDepth).map(({ ordinal }) => ordinal)));
}

function orderInTiers(
  candidates: readonly Candidate[],
  { words, meaning, semanticWeight }: Lists & { readonly semanticWeight: number },
): FusedPaper[] {
  const first = listFirst({ words, meaning });
  const tiers = [true, false].map((isFirst) => candidates.filter(({ ordinal }) => first.has(ordinal) === isFirst));
  return tiers.flatMap((tier) => fuseEvidence(tier, semanticWeight));
}

function toCandidate(ordinal: Ordinal, found: { readonly keyword?: number; readonly meaning?: number }): Candidate {
  const { keyword = 0, meaning } = found;
  return { ordinal, keyword, meaning, isNear: meaning !== undefined };
}

function indexCandidates(candidates: readonly Candidate[]): ReadonlyMap<Ordinal, Candidate> {
  return new Map(candidates.map((candidate) => [candidate.ordinal, candidate]));
}
