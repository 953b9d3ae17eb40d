import { type Bm25Parameters, defaultBm25Parameters, extractQueryTerms } from "../../../src/domain/search/bm25.js";
import { defaultSemanticWeight, fuseEvidence, fusionDepth } from "../../../src/domain/search/fusion.js";
import type { RankedPaper } from "../../../src/domain/search/hit.js";
import type { Ordinal } from "../../../src/domain/paper/paper.js";
import { averageVectors, normalizeVector } from "../../../src/domain/vectors/vector.js";
import { defaultOrder } from "../../../src/domain/search/order-candidates.js";
import { feedbackOnly, rankOrdered } from "./order-tuning.js";
import { type Bm25fParameters, scoreWords, takeBest } from "./field-index.js";
import { compareLists, type Question } from "./question.js";

/** A way to rank papers for a query, and its name in the table. */
export interface Variant {
  readonly name: string;
  rank(question: Question): readonly Ordinal[];
}

export const shippedName = "**absolute evidence, feedback, coverage and support (shipped)**";
export const beforeName = "absolute evidence + feedback";
export const comparedName = "min–max sum";
export const singleNames = { words: "BM25, k1 1.5, b 0.75, title × 2 (shipped)", meaning: "vectors alone" };

export const variants: readonly Variant[] = [
  byWords("BM25, k1 1.2, b 0.75, title × 1", { k1: 1.2, b: 0.75, titleWeight: 1 }),
  byWords(singleNames.words, defaultBm25Parameters),
  byWords("BM25, k1 2, b 0.75, title × 3", { k1: 2, b: 0.75, titleWeight: 3 }),
  byWords("BM25F, k1 2, title × 3, b 0.5 and 0.75", { k1: 2, titleWeight: 3, titleB: 0.5, abstractB: 0.75 }),
  { name: singleNames.meaning, rank: ({ nearest }) => nearest.map(({ ordinal }) => ordinal) },
  bySum("RRF, k = 60", weighByRank(60)),
  bySum("RRF, k = 10", weighByRank(10)),
  bySum(comparedName, spreadEvenly),
  bySum("z-score sum", standardize),
  byEvidence("absolute evidence", () => 1),
  byEvidence("… short queries by words, long by meaning", (terms) => (terms <= 3 ? 0.8 : terms >= 8 ? 1.2 : 1)),
  byEvidence("… short queries by meaning, long by words", (terms) => (terms <= 3 ? 1.2 : terms >= 8 ? 0.8 : 1)),
  { name: "… and Rocchio, top 3, α 0.3", rank: rankAgain },
  { name: beforeName, rank: (question) => rankOrdered(question, feedbackOnly) },
  { name: shippedName, rank: (question) => rankOrdered(question, defaultOrder) },
];

/** As the service ranks, by mode. */
export const rankings = {
  keyword: findVariant(singleNames.words),
  semantic: findVariant(singleNames.meaning),
  hybrid: findVariant(shippedName),
};

function findVariant(name: string): Variant {
  return variants.find((variant) => variant.name === name)!;
}

function byWords(name: string, parameters: Bm25Parameters | Bm25fParameters): Variant {
  const rank = ({ collection, text }: Question) =>
    takeBest(scoreWords(collection.index, text, parameters).scores, fusionDepth, 0).map(({ ordinal }) => ordinal);
  return { name, rank };
}

/** The score of each paper of a list, in list order; papers missing from a list score 0 there. */
type WeighList = (list: readonly RankedPaper[]) => readonly number[];

/** Equal weights. */
function bySum(name: string, weigh: WeighList): Variant {
  const rank = ({ words, nearest }: Question) => {
    const sums = new Map<Ordinal, number>();
    for (const list of [words, nearest]) {
      const weights = weigh(list);
      for (const [at, { ordinal }] of list.entries()) sums.set(ordinal, (sums.get(ordinal) ?? 0) + weights[at]! / 2);
    }
    return [...sums]
      .toSorted(([one, sum], [other, otherSum]) => otherSum - sum || one - other)
      .map(([ordinal]) => ordinal);
  };
  return { name, rank };
}

/** Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
function weighByRank(k: number): WeighList {
  return (list) => list.map((_, at) => 1 / (k + at + 1));
}

/** 1 for the best of a list, 0 for the last. */
function spreadEvenly(list: readonly RankedPaper[]): number[] {
  const [best, last] = [list[0]?.score ?? 0, list.at(-1)?.score ?? 0];
  return list.map(({ score }) => (best === last ? 1 : (score - last) / (best - last)));
}

/** Standard deviations above the last of a list: the last scores the same as a paper that is not in it. */
function standardize(list: readonly RankedPaper[]): number[] {
  const mean = list.reduce((sum, { score }) => sum + score, 0) / list.length;
  const variance = list.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / list.length;
  const last = list.at(-1)?.score ?? 0;
  return list.map(({ score }) => (variance === 0 ? 1 : (score - last) / Math.sqrt(variance)));
}

/** @param lean how much more meaning weighs than words, by the number of terms of a query */
function byEvidence(name: string, lean: (terms: number) => number): Variant {
  const rank = ({ text, candidates }: Question) => {
    const ratio = (lean(extractQueryTerms(text).length) * defaultSemanticWeight) / (1 - defaultSemanticWeight);
    return fuseEvidence(candidates, ratio / (1 + ratio)).map(({ ordinal }) => ordinal);
  };
  return { name, rank };
}

const rocchioDepth = 3;
const rocchioShare = 0.3;

/** Searches again, with a vector moved towards the best hits (Rocchio 1971). */
function rankAgain(question: Question): readonly Ordinal[] {
  const { collection, vector, candidates } = question;
  const best = fuseEvidence(candidates, defaultSemanticWeight).slice(0, rocchioDepth);
  const centre = averageVectors(best.map(({ ordinal }) => collection.vectors[ordinal]!));
  const moved = vector.map((value, place) => (1 - rocchioShare) * value + rocchioShare * (centre[place] ?? 0));
  const again = compareLists(question, normalizeVector(moved) ?? vector);
  return fuseEvidence(again.candidates, defaultSemanticWeight).map(({ ordinal }) => ordinal);
}
