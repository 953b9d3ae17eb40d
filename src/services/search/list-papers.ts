import { toConfidence, weighWordsAlone } from "../../domain/search/fusion.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { SearchRequest } from "../../domain/search/request.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { KeywordSearch } from "../../ports/search/keyword-index.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";
import { type Appraise, chooseVersions } from "./choose-versions.js";
import { listAllOf, type ListedPapers } from "./listed-papers.js";
import { createRelevanceList, type RelevanceList } from "./list-by-relevance.js";
import { cutList, joinLists, type PaperList } from "./paper-list.js";
import type { Question, Ranking, RankPapers } from "./rank-papers.js";
import type { ListedPaper } from "./read-hits.js";

export interface ListPapersDeps {
  readonly scan: Pick<CorpusScan, "orderBy" | "listEmbedded">;
  readonly keywordIndex: Pick<KeywordSearch, "search">;
  readonly rankPapers: RankPapers;
  readonly groups: Pick<DuplicateGroups, "groupOf" | "listGroups">;
}

/** What a search lists, and in which order. */
export interface Listing {
  /** The papers that paging gives; facets count them. */
  readonly papers: Pick<ListedPapers, "readAll">;
  readonly total: number;
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
  readonly allow: PaperSet | undefined;
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
  const choose = (papers: PaperSet) => chooseVersions(papers, deps.groups, appraise);
  const chosen = folds ? await choose(ranking.found) : undefined;
  const others = chosen ? await choose(ranking.others.remove(chosen.versions)) : listAllOf(ranking.others);
  const restrict = async (papers: ListedPapers) =>
    allow ? listAllOf((await papers.readAll()).intersect(allow)) : papers;
  const [listed, left] = await Promise.all([restrict(chosen ?? listAllOf(ranking.found)), restrict(others)]);
  const [total, more] = await Promise.all([listed.count(), left.count()]);
  if (total > 0 || question.minScore !== undefined) {
    return createListing(deps, { question, allow, leaders, sort, folds, ranking, papers: listed, total, more });
  }
  // Nothing is a good match: what shares a word or is near, or else the whole of a small selection.
  const mayBeNear = more === 0 && question.mode !== "keyword" && allow !== undefined;
  const isNear = mayBeNear && (await allow.count()) <= smallSelection;
  const papers = isNear ? await deps.scan.listEmbedded(allow) : await left.readAll();
  const closer = await deps.rankPapers({ ...question, allow: papers, minScore: 0 });
  const rest = { papers: listAllOf(papers), total: await papers.count(), more: 0 };
  return createListing(deps, { question, allow, leaders, sort, folds, ranking: closer, ...rest });
}

/** The evidence of each paper, with leaders above all. */
function createAppraisal(deps: ListPapersDeps, ranking: Ranking, { question, leaders }: Wanted): Appraise {
  return async (ordinals) => {
    const worths = new Map<Ordinal, number>();
    for (const ordinal of ordinals) {
      const evidence = ranking.findEvidence(ordinal);
      if (evidence !== undefined) worths.set(ordinal, evidence);
    }
    for (const [place, { ordinal }] of leaders.entries()) worths.set(ordinal, 1e6 - place);
    const unknown = ordinals.filter((ordinal) => !worths.has(ordinal));
    for (const [ordinal, worth] of await scoreByWords(deps, { question, ranking }, unknown)) {
      worths.set(ordinal, worth);
    }
    return worths;
  };
}

interface Ranked {
  readonly question: Wanted["question"];
  readonly ranking: Ranking;
}

/** The evidence of papers that are in no list. */
async function scoreByWords(
  { keywordIndex }: ListPapersDeps,
  { question, ranking }: Ranked,
  ordinals: readonly Ordinal[],
): Promise<Map<Ordinal, number>> {
  const { semanticWeight, attainable } = ranking.evidence;
  if (semanticWeight === 1 || ordinals.length === 0) return new Map();
  const { keywords: text, alternatives } = question;
  const { probed } = await keywordIndex.search({ text, alternatives, limit: 0, probe: Int32Array.from(ordinals) });
  const worth = weighWordsAlone(semanticWeight) / attainable;
  return new Map(ordinals.map((ordinal, row) => [ordinal, probed[row]! * worth]));
}

interface Order extends Wanted, Ranked, Pick<Listing, "total" | "more"> {
  readonly question: Wanted["question"];
  readonly papers: ListedPapers;
}

async function createListing(deps: ListPapersDeps, order: Order): Promise<Listing> {
  const { papers, total, more, folds, ranking } = order;
  const listByRelevance = await createRelevanceList(deps, order);
  const list = (count: number) => listSorted(deps, order, { listByRelevance, count });
  const [best] = await (await listByRelevance(1)).read(0, 1);
  return { papers, total, best, more, folds, list, evidence: ranking.evidence };
}

interface Sorting {
  readonly listByRelevance: RelevanceList;
  readonly count: number;
}

/** By relevance; or the good matches in another order, then the rest by relevance; without good matches, all in that order. */
async function listSorted(deps: ListPapersDeps, order: Order, { listByRelevance, count }: Sorting): Promise<PaperList> {
  const { total, ranking, leaders, sort } = order;
  if (sort === "relevance") return listByRelevance(count);
  const papers = await order.papers.readAll();
  const good = (await ranking.listGood()).add(leaders.map(({ ordinal }) => ordinal)).intersect(papers);
  const goodCount = await good.count();
  const sorted = goodCount > 0 ? good : papers;
  const ordinals = Int32Array.from(await deps.scan.orderBy(sort, sorted, count));
  const read: PaperList["read"] = (from, to) => describePapers(deps, order, [...ordinals.subarray(from, to)]);
  const first = { ordinals, read };
  if (ordinals.length >= count || goodCount === 0 || goodCount === total) return first;
  const rest = await listByRelevance(total);
  return cutList(joinLists([first, await leaveOut(rest, sorted)]), 0, count);
}

async function leaveOut({ ordinals, read }: PaperList, papers: PaperSet): Promise<PaperList> {
  const left = await papers.pick(ordinals);
  const places = ordinals.map((_, place) => place).filter((place) => !left.has(ordinals[place]!));
  return {
    ordinals: places.map((place) => ordinals[place]!),
    async read(from, to) {
      const parts = await Promise.all(Array.from(places.subarray(from, to), (place) => read(place, place + 1)));
      return parts.flat();
    },
  };
}

async function describePapers(
  deps: ListPapersDeps,
  order: Order,
  ordinals: readonly Ordinal[],
): Promise<ListedPaper[]> {
  const { ranking, leaders } = order;
  const known = new Map<Ordinal, ListedPaper>();
  for (const paper of [...ranking.ranked, ...ranking.listNear()]) {
    known.set(paper.ordinal, { ...paper, score: toConfidence(paper.evidence) });
  }
  for (const leader of leaders) known.set(leader.ordinal, leader);
  const unknown = ordinals.filter((ordinal) => !known.has(ordinal));
  const byWords = await scoreByWords(deps, order, unknown);
  return ordinals.map((ordinal) => {
    const evidence = byWords.get(ordinal) ?? 0;
    return known.get(ordinal) ?? { ordinal, evidence, score: toConfidence(evidence), matchedBy: "keyword" };
  });
}
