import { toConfidence, weighWordsAlone } from "../../domain/search/fusion.js";
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
import { createRelevanceList, type RelevanceList } from "./list-by-relevance.js";
import { cutList, joinLists, type PaperList } from "./paper-list.js";
import type { Question, Ranking, RankPapers } from "./rank-papers.js";
import type { ListedPaper } from "./read-hits.js";

export interface ListPapersDeps {
  readonly scan: Pick<CorpusScan, "orderBy" | "listEmbedded">;
  readonly keywordIndex: Pick<KeywordIndex, "search">;
  readonly rankPapers: RankPapers;
  readonly groups: Pick<DuplicateGroups, "groupOf" | "listGroups">;
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
  list(count: number): Promise<PaperList>;
  /** What the order is based on, if on evidence. */
  readonly evidence?: Ranking["evidence"];
}

export interface Wanted {
  /** Of all papers: the filter only leaves papers out. */
  readonly question: Question;
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
  const { question, allow, leaders, sort, folds } = wanted;
  const ranking = await deps.rankPapers(question);
  const appraise = createAppraisal(deps, ranking, wanted);
  const found = wanted.folds ? chooseVersions(ranking.found, deps.groups, appraise) : ranking.found;
  const others = wanted.folds
    ? chooseVersions(subtractSets(ranking.others, listVersions(ranking.found, deps.groups)), deps.groups, appraise)
    : ranking.others;
  const restrict = (papers: OrdinalSet) => (allow ? intersectSets(papers, allow) : papers);
  const [listed, left] = [restrict(found), restrict(others)];
  if (listed.size > 0 || question.minScore !== undefined) {
    return createListing(deps, { question, allow, leaders, sort, folds, ranking, papers: listed, more: left.size });
  }
  // Nothing is a good match: what shares a word or is near, or else the whole of a small selection.
  const isNear = question.mode !== "keyword" && allow !== undefined && allow.size <= smallSelection;
  const papers = left.size === 0 && isNear ? await deps.scan.listEmbedded(allow) : left;
  const closer = await deps.rankPapers({ ...question, allow: papers, minScore: 0 });
  return createListing(deps, { question, allow, leaders, sort, folds, ranking: closer, papers, more: 0 });
}

/** All papers that are in a group with one of these. */
function listVersions(papers: OrdinalSet, groups: ListPapersDeps["groups"]): OrdinalSet {
  const held = groups.listGroups().filter(({ members }) => members.some((member) => papers.has(member)));
  return collectOrdinals(held.flatMap(({ members }) => members));
}

/** The evidence of each paper, with leaders above all. */
function createAppraisal(deps: ListPapersDeps, ranking: Ranking, { question, leaders }: Wanted): Appraise {
  return (ordinals) => {
    const worths = new Map<Ordinal, number>();
    for (const ordinal of ordinals) {
      const evidence = ranking.findEvidence(ordinal);
      if (evidence !== undefined) worths.set(ordinal, evidence);
    }
    for (const [place, { ordinal }] of leaders.entries()) worths.set(ordinal, 1e6 - place);
    const unknown = ordinals.filter((ordinal) => !worths.has(ordinal));
    for (const [ordinal, worth] of scoreByWords(deps, { question, ranking }, unknown)) worths.set(ordinal, worth);
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
  const { keywords: text, alternatives } = question;
  const { probed } = keywordIndex.search({ text, alternatives, limit: 0, probe: Int32Array.from(ordinals) });
  const worth = weighWordsAlone(semanticWeight) / attainable;
  return new Map(ordinals.map((ordinal, row) => [ordinal, probed[row]! * worth]));
}

interface Order extends Wanted, Ranked, Pick<Listing, "papers" | "more"> {
  readonly question: Wanted["question"];
}

async function createListing(deps: ListPapersDeps, order: Order): Promise<Listing> {
  const { papers, more, folds, ranking } = order;
  const listByRelevance = createRelevanceList(deps, order);
  const list = (count: number) => listSorted(deps, order, { listByRelevance, count });
  const [best] = (await listByRelevance(1)).read(0, 1);
  return { papers, best, more, folds, list, evidence: ranking.evidence };
}

interface Sorting {
  readonly listByRelevance: RelevanceList;
  readonly count: number;
}

/** By relevance; or the good matches in another order, then the rest by relevance; without good matches, all in that order. */
async function listSorted(deps: ListPapersDeps, order: Order, { listByRelevance, count }: Sorting): Promise<PaperList> {
  const { papers, ranking, leaders, sort } = order;
  if (sort === "relevance") return listByRelevance(count);
  const good = intersectSets(
    uniteSets(ranking.listGood(), collectOrdinals(leaders.map(({ ordinal }) => ordinal))),
    papers,
  );
  const sorted = good.size > 0 ? good : papers;
  const ordinals = Int32Array.from(await deps.scan.orderBy(sort, sorted, count));
  const read: PaperList["read"] = (from, to) => describePapers(deps, order, [...ordinals.subarray(from, to)]);
  const first = { ordinals, read };
  if (ordinals.length >= count || sorted.size === papers.size) return first;
  const rest = await listByRelevance(papers.size);
  return cutList(joinLists([first, leaveOut(rest, sorted)]), 0, count);
}

function leaveOut({ ordinals, read }: PaperList, papers: OrdinalSet): PaperList {
  const places = ordinals.map((_, place) => place).filter((place) => !papers.has(ordinals[place]!));
  return {
    ordinals: places.map((place) => ordinals[place]!),
    read: (from, to) => [...places.subarray(from, to)].flatMap((place) => read(place, place + 1)),
  };
}

function describePapers(deps: ListPapersDeps, order: Order, ordinals: readonly Ordinal[]): ListedPaper[] {
  const { ranking, leaders } = order;
  const known = new Map<Ordinal, ListedPaper>();
  for (const paper of [...ranking.ranked, ...ranking.listNear()]) {
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
