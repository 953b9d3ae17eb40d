import {
  confidenceFloor,
  type FusedPaper,
  toConfidence,
  toEvidence,
  weighWordsAlone,
} from "../../domain/search/fusion.js";
import {
  collectOrdinals,
  intersectSets,
  type OrdinalSet,
  subtractSets,
  uniteSets,
} from "../../domain/search/ordinal-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { SearchRequest } from "../../domain/search/request.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { KeywordIndex } from "../../ports/search/keyword-index.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";
import { type Appraise, chooseVersions } from "./choose-versions.js";
import type { Question, Ranking, RankPapers } from "./rank-papers.js";
import type { ListedPaper } from "./read-hits.js";

export interface ListPapersDeps {
  readonly scan: Pick<CorpusScan, "orderBy" | "listEmbedded">;
  readonly keywordIndex: Pick<KeywordIndex, "search">;
  readonly rankPapers: RankPapers;
  readonly groups: Pick<DuplicateGroups, "listGroups">;
}

/** What a search lists, and in which order. */
export interface Listing {
  /** The papers that paging gives; `total` and facets count them. */
  readonly papers: OrdinalSet;
  /** Whether a paper stands for its near-duplicates, too. */
  readonly folds: boolean;
  /** The first paper by relevance. */
  readonly best: ListedPaper | undefined;
  /** How many papers are left out because they are no good match. */
  readonly more: number;
  /** The first papers of the list. */
  list(count: number): Promise<readonly ListedPaper[]>;
  /** What the order is based on, if on evidence. */
  readonly evidence?: Ranking["evidence"];
}

export interface Wanted {
  readonly question: Omit<Question, "allow">;
  readonly allow: OrdinalSet | undefined;
  /** These papers come first, whatever ranks after them. */
  readonly leaders: readonly ListedPaper[];
  readonly sort: SearchRequest["sort"];
  readonly folds: boolean;
}

/** Up to this many papers of a filter are all listed if none of them is found. */
const smallSelection = 1_000;

/** Applies the filter to what a question finds, and puts it in order. */
export async function listPapers(deps: ListPapersDeps, wanted: Wanted): Promise<Listing> {
  const { question, allow, leaders } = wanted;
  const ranking = await deps.rankPapers({ ...question, allow: undefined });
  const appraise = createAppraisal(deps, ranking, wanted);
  const found = wanted.folds ? chooseVersions(ranking.found, deps.groups, appraise) : ranking.found;
  const others = wanted.folds
    ? chooseVersions(subtractSets(ranking.others, listVersions(ranking.found, deps.groups)), deps.groups, appraise)
    : ranking.others;
  const restrict = (papers: OrdinalSet) => (allow ? intersectSets(papers, allow) : papers);
  const [listed, left] = [restrict(found), restrict(others)];
  if (listed.size > 0 || question.minScore !== undefined) {
    return createListing(deps, { ...wanted, ranking, papers: listed, more: left.size });
  }
  // Nothing is a good match: what shares a word or is near, or else the whole of a small selection.
  const isNear = question.mode !== "keyword" && allow !== undefined && allow.size <= smallSelection;
  const papers = left.size === 0 && isNear ? await deps.scan.listEmbedded(allow) : left;
  const closer = await deps.rankPapers({ ...question, allow: papers, minScore: 0 });
  return createListing(deps, { ...wanted, leaders, ranking: closer, papers, more: 0 });
}

/** All papers that are in a group with one of these. */
function listVersions(papers: OrdinalSet, groups: ListPapersDeps["groups"]): OrdinalSet {
  const held = groups.listGroups().filter(({ members }) => members.some((member) => papers.has(member)));
  return collectOrdinals(held.flatMap(({ members }) => members));
}

/** The evidence of each paper, with leaders above all. */
function createAppraisal(deps: ListPapersDeps, ranking: Ranking, { question, leaders }: Wanted): Appraise {
  return (ordinals) => {
    const worths = new Map(scoreByWords(deps, { question, ranking }, ordinals));
    for (const { ordinal, evidence } of [...ranking.ranked, ...ranking.near]) worths.set(ordinal, evidence);
    for (const [place, { ordinal }] of leaders.entries()) worths.set(ordinal, 1e6 - place);
    return worths;
  };
}

interface Ranked {
  readonly question: Wanted["question"];
  readonly ranking: Ranking;
}

/** The evidence of papers that are in no list. */
function scoreByWords(
  { keywordIndex }: ListPapersDeps,
  { question, ranking }: Ranked,
  ordinals: readonly Ordinal[],
): Map<Ordinal, number> {
  const { semanticWeight, attainable } = ranking.evidence;
  if (semanticWeight === 1 || ordinals.length === 0) return new Map();
  const { probed } = keywordIndex.search({ text: question.keywords, limit: 0, probe: collectOrdinals(ordinals) });
  const worth = weighWordsAlone(semanticWeight) / attainable;
  return new Map([...probed].map(([ordinal, score]) => [ordinal, score * worth]));
}

interface Order extends Wanted, Ranked, Pick<Listing, "papers" | "more"> {
  readonly question: Wanted["question"];
}

async function createListing(deps: ListPapersDeps, order: Order): Promise<Listing> {
  const { papers, more, folds, ranking, sort } = order;
  const list = (count: number) =>
    sort === "relevance" ? listByRelevance(deps, order, count) : listSorted(deps, order, count);
  const [best] = await listByRelevance(deps, order, 1);
  return { papers, best, more, folds, list, evidence: ranking.evidence };
}

/**
 * Leaders, then the first papers of either list up to the last good match among them, then all other good matches, then
 * the rest. Scores never increase.
 */
async function listByRelevance(deps: ListPapersDeps, order: Order, count: number): Promise<readonly ListedPaper[]> {
  const { papers, ranking } = order;
  const leaders = order.leaders.filter(({ ordinal }) => papers.has(ordinal));
  const leading = new Set(leaders.map(({ ordinal }) => ordinal));
  const goodEvidence = toEvidence(confidenceFloor);
  const end = ranking.ranked.findLastIndex(({ evidence }) => evidence >= goodEvidence) + 1;
  const scored = [ranking.ranked.slice(0, end), ranking.ranked.slice(end)].map(raiseScores);
  const [head = [], tail = []] = scored.map((part) =>
    part.filter(({ ordinal }) => papers.has(ordinal) && !leading.has(ordinal)),
  );
  let listed = [...leaders, ...head];
  const firstCount = listed.length + tail.length;
  if (listed.length < count && papers.size > firstCount) {
    const isGood = (paper: FusedPaper) => paper.evidence >= goodEvidence;
    const rest = rankRest(deps, order, { leading, count: count - listed.length });
    const score = (paper: FusedPaper): ListedPaper => ({ ...paper, score: toConfidence(paper.evidence) });
    listed = [
      ...listed,
      ...rest.filter(isGood).map(score),
      ...tail,
      ...rest.filter((paper) => !isGood(paper)).map(score),
    ];
  } else listed = [...listed, ...tail];
  return capScores(listed).slice(0, count);
}

/** Each score is at least that of the next: feedback may put a paper before one with more evidence. */
function raiseScores(part: readonly FusedPaper[]): ListedPaper[] {
  let score = 0;
  return part
    .toReversed()
    .map((paper) => ({ ...paper, score: (score = Math.max(score, toConfidence(paper.evidence))) }))
    .toReversed();
}

function capScores(listed: readonly ListedPaper[]): ListedPaper[] {
  let score = 1;
  return listed.map((paper) => ({ ...paper, score: (score = Math.min(score, paper.score)) }));
}

interface Rest {
  readonly leading: ReadonlySet<Ordinal>;
  readonly count: number;
}

/** The papers beyond the first ones, by evidence. */
function rankRest(deps: ListPapersDeps, { question, ranking, papers }: Order, { leading, count }: Rest): FusedPaper[] {
  const near = ranking.near.filter(({ ordinal }) => papers.has(ordinal) && !leading.has(ordinal));
  const known = [...ranking.ranked, ...ranking.near].map(({ ordinal }) => ordinal);
  const allow = subtractSets(papers, collectOrdinals([...known, ...leading]));
  const { semanticWeight, attainable } = ranking.evidence;
  if (allow.size === 0 || semanticWeight === 1) return near.slice(0, count);
  const worth = weighWordsAlone(semanticWeight) / attainable;
  const { hits } = deps.keywordIndex.search({ text: question.keywords, limit: count, allow });
  const words = hits.map(({ ordinal, score }): FusedPaper => {
    return { ordinal, sum: score * worth, evidence: score * worth, matchedBy: "keyword" };
  });
  return [...near, ...words]
    .toSorted((one, other) => other.evidence - one.evidence || one.ordinal - other.ordinal)
    .slice(0, count);
}

/** The good matches in this order, then the rest by relevance; without good matches, all in this order. */
async function listSorted(deps: ListPapersDeps, order: Order, count: number): Promise<readonly ListedPaper[]> {
  const { papers, ranking, leaders, sort } = order;
  if (sort === "relevance") return [];
  const good = intersectSets(uniteSets(ranking.good, collectOrdinals(leaders.map(({ ordinal }) => ordinal))), papers);
  const sorted = good.size > 0 ? good : papers;
  const first = await deps.scan.orderBy(sort, sorted, count);
  const described = describePapers(deps, order, first);
  if (first.length >= count || sorted.size === papers.size) return described;
  const rest = await listByRelevance(deps, order, papers.size);
  return [...described, ...rest.filter(({ ordinal }) => !sorted.has(ordinal))].slice(0, count);
}

function describePapers(deps: ListPapersDeps, order: Order, ordinals: readonly Ordinal[]): ListedPaper[] {
  const { ranking, leaders } = order;
  const known = new Map<Ordinal, ListedPaper>();
  for (const paper of [...ranking.ranked, ...ranking.near]) {
    known.set(paper.ordinal, { ...paper, score: toConfidence(paper.evidence) });
  }
  for (const leader of leaders) known.set(leader.ordinal, leader);
  const unknown = ordinals.filter((ordinal) => !known.has(ordinal));
  const byWords = scoreByWords(deps, order, unknown);
  return ordinals.map((ordinal) => {
    const evidence = byWords.get(ordinal) ?? 0;
    return known.get(ordinal) ?? { ordinal, evidence, score: toConfidence(evidence), matchedBy: "keyword" };
  });
}
