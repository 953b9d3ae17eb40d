import { comparedDepth } from "../models/change.js";
import { computeNdcg, type Judgements } from "./ranking-metrics.js";
import { bootstrapMean, computeMean } from "./resampling.js";

/** The answers of two models to a judged question: ids of papers, best first. */
export interface JudgedAnswers {
  readonly judgements: Judgements;
  readonly model: readonly string[];
  readonly otherModel: readonly string[];
}

export interface NdcgComparison {
  readonly queries: number;
  readonly model: number;
  readonly otherModel: number;
  /** The other model minus the one in use, with its 95 % interval: paired percentile bootstrap over the queries. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** nDCG@10 of both models over the same questions, of which there must be at least one. */
export function compareJudgedAnswers(answers: readonly JudgedAnswers[]): NdcgComparison {
  const measured = answers.map(({ judgements, model, otherModel }) => {
    const measure = (ranked: readonly string[]) => computeNdcg(ranked, judgements, { depth: comparedDepth });
    return { model: measure(model), otherModel: measure(otherModel) };
  });
  const { mean: difference, low, high } = bootstrapMean(measured.map(({ model, otherModel }) => otherModel - model));
  return {
    queries: answers.length,
    model: computeMean(measured.map(({ model }) => model)),
    otherModel: computeMean(measured.map(({ otherModel }) => otherModel)),
    difference,
    low,
    high,
  };
}
