import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { toSimilarity } from "../../domain/search/fusion.js";
import type { Ordinal, Paper } from "../../domain/paper/paper.js";
import { guessRoles, type SentenceRole } from "../../domain/text/sentence-roles.js";
import { splitSentences } from "../../domain/text/sentences.js";
import { dotProduct } from "../../domain/vectors/vector.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { EmbedSentences } from "../search/embed-sentences.js";
import type { ListedPaper } from "../search/read-hits.js";

export interface RankByAspectDeps {
  readonly papers: Pick<PaperStore, "readPapers">;
  readonly vectors: VectorStore;
  readonly embedder: Pick<Embedder, "cosines">;
  readonly embedSentences: EmbedSentences;
}

export interface AspectQuery extends CallOptions {
  readonly aspect: SentenceRole;
  readonly abstract: string;
  /** How many of the first papers are compared; the others follow in their original order. */
  readonly reach: number;
}

/** Reorders papers and their scores, best first; scores are on the scale of `toSimilarity`. */
export type RankByAspect = (listed: readonly ListedPaper[], query: AspectQuery) => Promise<readonly ListedPaper[]>;

/**
 * Ranks by the sentences of one role. Part of a paper's score is the mean, over the query's sentences of that role, of
 * the cosine to the paper's nearest sentence of that role. A paper without such sentences is compared as a whole; a
 * query without such sentences leaves the order unchanged.
 *
 * Measured only with a proxy label: author keywords that both papers use in sentences of the role. Gain in nDCG@10 over
 * similarity alone: background +.047 [.014, .080], method +.049 [.003, .096], result +.058 [-.011, .131]. With
 * sentences of another role, and both parts scaled to the same range, it is -.037, -.008 and -.039.
 */
export function createRankByAspect(deps: RankByAspectDeps): RankByAspect {
  return async (listed, { aspect, abstract, reach, signal }) => {
    const asked = pickSentences(abstract, aspect);
    if (asked.length === 0) return listed;
    const compared = listed.slice(0, reach);
    const papers = await deps.papers.readPapers(compared.map(({ ordinal }) => ordinal));
    const sentences = pickAll(papers, aspect);
    const embedded = await deps.embedSentences([...asked, ...[...sentences.values()].flat()], { signal });
    const lookUp = (texts: readonly string[]) => texts.flatMap((text) => embedded.get(text) ?? []);
    const query = lookUp(asked);
    if (query.length === 0) return listed;
    const parts = new Map([...sentences].map(([ordinal, texts]) => [ordinal, lookUp(texts)]));
    const similarities = await measureSimilarity(deps, query, parts);
    return reorder(listed, similarities);
  };
}

/** Gives both parts the same influence: cosines of sentences spread 2.5 times as widely as those of papers. */
const aspectWeight = 0.3;

/** Per abstract; each takes about 10 ms. Real abstracts rarely have more of one role. */
const sentencesCompared = 12;

function pickSentences(abstract: string, aspect: SentenceRole): readonly string[] {
  const sentences = splitSentences(abstract).map((range) => abstract.slice(...range));
  const roles = guessRoles(sentences);
  return sentences.filter((_, at) => roles[at] === aspect).slice(0, sentencesCompared);
}

function pickAll(papers: ReadonlyMap<Ordinal, Paper>, aspect: SentenceRole): ReadonlyMap<Ordinal, readonly string[]> {
  return new Map([...papers].map(([ordinal, { abstract = "" }]) => [ordinal, pickSentences(abstract, aspect)]));
}

/** Omits papers that have neither such a sentence nor a vector. */
async function measureSimilarity(
  { vectors, embedder }: RankByAspectDeps,
  query: readonly Float32Array[],
  parts: ReadonlyMap<Ordinal, readonly Float32Array[]>,
): Promise<ReadonlyMap<Ordinal, number>> {
  const whole = await vectors.readVectors([...parts].flatMap(([ordinal, part]) => (part.length === 0 ? ordinal : [])));
  const similarities = new Map<Ordinal, number>();
  for (const [ordinal, part] of parts) {
    const vector = whole.get(ordinal);
    const compared = vector ? [vector] : part;
    if (compared.length === 0) continue;
    const nearest = query.map((one) => Math.max(...compared.map((other) => dotProduct(one, other))));
    const mean = nearest.reduce((sum, cosine) => sum + cosine, 0) / nearest.length;
    similarities.set(ordinal, toSimilarity(mean, embedder.cosines));
  }
  return similarities;
}

/** Papers that were not compared follow the others, and score no higher than the last of them. */
function reorder(listed: readonly ListedPaper[], similarities: ReadonlyMap<Ordinal, number>): ListedPaper[] {
  const first = listed
    .flatMap((paper) => {
      const near = similarities.get(paper.ordinal);
      return near === undefined ? [] : [{ ...paper, score: (1 - aspectWeight) * paper.score + aspectWeight * near }];
    })
    .sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
  const min = first.at(-1)?.score ?? Infinity;
  const rest = listed.filter(({ ordinal }) => !similarities.has(ordinal));
  return [...first, ...rest.map((paper) => ({ ...paper, score: Math.min(paper.score, min) }))];
}
