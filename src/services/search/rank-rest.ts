import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { fusionDepth, goodEvidence, type RatedPaper, weighWordsAlone } from "../../domain/search/fusion.js";
import type { PaperSet } from "../../domain/search/paper-set.js";
import { sortInSteps } from "../../domain/search/sort-in-steps.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { KeywordSearch } from "../../ports/search/keyword-index.js";
import type { ListedPapers } from "./listed-papers.js";
import type { Question, Ranking } from "./rank-papers.js";

export interface RankRestDeps {
  readonly keywordIndex: Pick<KeywordSearch, "search">;
}

export interface RestOrder {
  readonly question: Pick<Question, "keywords" | "alternatives">;
  readonly ranking: Ranking;
  /** The papers that are listed. */
  readonly papers: ListedPapers;
  /** Papers that have another place. */
  readonly leading: ReadonlySet<Ordinal>;
}

export interface Reach {
  /** How many papers are wanted, at most. */
  readonly count: number;
  /** How many of these have another place unless they are good matches. */
  readonly poor: number;
}

/** Papers by descending evidence, as columns. */
export interface RestColumns {
  readonly ordinals: Int32Array;
  readonly evidence: Float64Array;
}

/** Of up to so many papers, the keyword index finds the best without scoring all others. */
const prunedDepth = 2_000;

/** The papers beyond the first ones, by evidence; poor matches only if as many are wanted. */
export async function rankRest(deps: RankRestDeps, order: RestOrder, { count, poor }: Reach): Promise<RestColumns> {
  const { ranking, papers, leading } = order;
  const held = await papers.pick(ranking.listNear().map(({ ordinal }) => ordinal));
  const near = ranking.listNear().filter(({ ordinal }) => held.has(ordinal) && !leading.has(ordinal));
  const good = near.filter(({ evidence }) => evidence >= goodEvidence);
  if (good.length + poor >= count && boundOtherWords(ranking) < goodEvidence) return toColumns(good);
  if (ranking.evidence.semanticWeight === 1) return toColumns(near.slice(0, count));
  const known = [...ranking.ranked, ...ranking.listNear()].map(({ ordinal }) => ordinal);
  const allow = (await papers.readAll()).remove([...known, ...leading]);
  const words =
    count <= prunedDepth
      ? await findBest(deps, order, { allow, count })
      : await scoreAll(deps, order, await allow.list());
  return sortRest([toColumns(near), words], count);
}

/** The highest evidence that a paper in neither list can have. */
function boundOtherWords({ evidence: { semanticWeight, attainable, keyword } }: Ranking): number {
  if (semanticWeight === 1 || keyword.length < fusionDepth) return 0;
  return (keyword.at(-1)!.score * weighWordsAlone(semanticWeight)) / attainable;
}

function toColumns(papers: readonly RatedPaper[]): RestColumns {
  return {
    ordinals: Int32Array.from(papers, ({ ordinal }) => ordinal),
    evidence: Float64Array.from(papers, ({ evidence }) => evidence),
  };
}

async function findBest(
  { keywordIndex }: RankRestDeps,
  { question, ranking }: RestOrder,
  { allow, count }: { readonly allow: PaperSet; readonly count: number },
): Promise<RestColumns> {
  const { keywords: text, alternatives } = question;
  const { hits } = await keywordIndex.search({ text, alternatives, limit: count, allow });
  const worth = weighWord(ranking);
  return toColumns(
    hits.map(({ ordinal, score }) => ({ ordinal, evidence: score * worth, matchedBy: "keyword" as const })),
  );
}

/** What a score by words alone is worth as evidence. */
function weighWord({ evidence: { semanticWeight, attainable } }: Ranking): number {
  return weighWordsAlone(semanticWeight) / attainable;
}

/** Papers scored before yielding to the event loop: some 5 ms of work. */
const scoredAtOnce = 4_000;

/** All of these papers that have a word of the question, in their order. */
async function scoreAll(
  { keywordIndex }: RankRestDeps,
  { question, ranking }: RestOrder,
  papers: Int32Array,
): Promise<RestColumns> {
  const { keywords: text, alternatives } = question;
  const worth = weighWord(ranking);
  const ordinals = new Int32Array(papers.length);
  const evidence = new Float64Array(papers.length);
  let found = 0;
  for (let start = 0; start < papers.length; start += scoredAtOnce) {
    const probe = papers.slice(start, start + scoredAtOnce);
    const { probed } = await keywordIndex.search({ text, alternatives, limit: 0, probe });
    for (let row = 0; row < probe.length; row += 1) {
      if (probed[row] === 0) continue;
      ordinals[found] = probe[row]!;
      evidence[found] = probed[row]! * worth;
      found += 1;
    }
    await yieldToEventLoop();
  }
  return { ordinals: ordinals.subarray(0, found), evidence: evidence.subarray(0, found) };
}

async function sortRest([near, words]: readonly [RestColumns, RestColumns], count: number): Promise<RestColumns> {
  const length = near.ordinals.length + words.ordinals.length;
  const ordinals = new Int32Array(length);
  const values = new Float64Array(length);
  ordinals.set(near.ordinals);
  ordinals.set(words.ordinals, near.ordinals.length);
  values.set(near.evidence);
  values.set(words.evidence, near.ordinals.length);
  const sorting = sortInSteps({ ordinals, values }, count);
  let step = sorting.next();
  for (; step.done !== true; step = sorting.next()) if (count > prunedDepth) await yieldToEventLoop();
  const places = step.value;
  return {
    ordinals: places.map((place) => ordinals[place]!),
    evidence: Float64Array.from(places, (place) => values[place]!),
  };
}
