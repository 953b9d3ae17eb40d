import { type FusedPaper, goodEvidence, toConfidence } from "../../domain/search/fusion.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { cutList, joinByScore, type PaperList, toPaperList } from "./paper-list.js";
import type { Ranking } from "./rank-papers.js";
import { rankRest, type RankRestDeps, type RestColumns, type RestOrder } from "./rank-rest.js";
import type { ListedPaper } from "./read-hits.js";

export interface RelevanceOrder extends Omit<RestOrder, "leading"> {
  /** These come first, whatever ranks after them. */
  readonly leaders: readonly ListedPaper[];
  /** The number of papers. */
  readonly total: number;
}

/** The first papers of the list, by relevance. Scores never increase. */
export type RelevanceList = (count: number) => Promise<PaperList>;

/**
 * Leaders, then the first papers of either list up to the last good match among them, then all other good matches, then
 * the rest.
 */
export async function createRelevanceList(deps: RankRestDeps, order: RelevanceOrder): Promise<RelevanceList> {
  const { question, ranking, papers, total } = order;
  const { leading, leaders, head, tail } = await listFirst(order);
  const started = { question, ranking, papers, total, leading, leaders, head, tail };
  return (count) => listUpTo(deps, started, count);
}

interface First {
  readonly leading: ReadonlySet<Ordinal>;
  readonly leaders: PaperList;
  /** The first papers of either list up to the last good match among them. */
  readonly head: PaperList;
  readonly tail: PaperList;
}

interface StartedOrder extends RestOrder, First, Pick<RelevanceOrder, "total"> {}

async function listFirst(order: RelevanceOrder): Promise<First> {
  const { papers, ranking } = order;
  const held = await papers.pick([...order.leaders, ...ranking.ranked].map(({ ordinal }) => ordinal));
  const leaders = order.leaders.filter(({ ordinal }) => held.has(ordinal));
  const leading = new Set(leaders.map(({ ordinal }) => ordinal));
  const end = ranking.ranked.findLastIndex(({ evidence }) => evidence >= goodEvidence) + 1;
  const isListed = (ordinal: Ordinal) => held.has(ordinal) && !leading.has(ordinal);
  const head = listRanked(ranking.ranked.slice(0, end), isListed);
  const tail = listRanked(ranking.ranked.slice(end), isListed);
  return { leading, leaders: toPaperList(capScores(leaders)), head, tail };
}

function capScores(listed: readonly ListedPaper[]): ListedPaper[] {
  let score = 1;
  return listed.map((paper) => ({ ...paper, score: (score = Math.min(score, paper.score)) }));
}

/** Each score is at least that of the next: feedback may put a paper before one with more evidence. */
function listRanked(ranked: readonly FusedPaper[], isListed: (ordinal: Ordinal) => boolean): PaperList {
  const raised = new Float64Array(ranked.length);
  let highest = -Infinity;
  for (let at = ranked.length - 1; at >= 0; at -= 1) {
    highest = Math.max(highest, ranked[at]!.evidence);
    raised[at] = highest;
  }
  const places = Int32Array.from(ranked.keys()).filter((place) => isListed(ranked[place]!.ordinal));
  const describe = (place: number): ListedPaper => {
    const { ordinal, evidence, matchedBy } = ranked[place]!;
    return { ordinal, evidence, matchedBy, score: toConfidence(raised[place]!) };
  };
  return {
    ordinals: places.map((place) => ranked[place]!.ordinal),
    read: async (from, to) => Array.from(places.subarray(from, to), describe),
  };
}

/** Leaders and the head, then all other good matches, then the rest. */
async function listUpTo(deps: RankRestDeps, order: StartedOrder, count: number): Promise<PaperList> {
  const { total, ranking, leaders, head, tail } = order;
  const first = leaders.ordinals.length + head.ordinals.length;
  const poor = tail.ordinals.length;
  if (first >= count || total <= first + poor) {
    return cutList(await joinByScore([leaders, head, tail]), 0, count);
  }
  const rest = await rankRest(deps, order, { count: count - first, poor });
  const listed = describeRest(ranking, rest);
  const end = rest.evidence.findIndex((evidence) => evidence < goodEvidence);
  const goodCount = end < 0 ? rest.ordinals.length : end;
  const good = cutList(listed, 0, goodCount);
  const others = cutList(listed, goodCount, rest.ordinals.length);
  return cutList(await joinByScore([leaders, head, good, tail, others]), 0, count);
}

function describeRest(ranking: Ranking, { ordinals, evidence }: RestColumns): PaperList {
  const near = new Map(ranking.listNear().map((paper) => [paper.ordinal, paper.matchedBy]));
  const describe = (place: number): ListedPaper => {
    const [ordinal, worth] = [ordinals[place]!, evidence[place]!];
    return { ordinal, evidence: worth, score: toConfidence(worth), matchedBy: near.get(ordinal) ?? "keyword" };
  };
  const read: PaperList["read"] = async (from, to) =>
    Array.from(ordinals.subarray(from, to), (_, at) => describe(from + at));
  return { ordinals, read };
}
