import { fuseEvidence, defaultSemanticWeight, toConfidence } from "../../../src/domain/search/fusion.js";
import { computeMean } from "../../../src/domain/evaluation/resampling.js";
import type { EmbeddedQuery } from "./judged-collections.js";
import type { Question } from "./question.js";

/** A candidate of a judged query. */
export interface JudgedCandidate {
  readonly evidence: number;
  readonly isRelevant: boolean;
}

/** Confidence as a logistic function of evidence. */
export interface Curve {
  readonly slope: number;
  /** The evidence with a confidence of 0.5. */
  readonly middle: number;
}

export const shippedCurve: Curve = { slope: 14, middle: 0.5 };

export function judgeCandidates({ candidates }: Question, { judgements, own }: EmbeddedQuery): JudgedCandidate[] {
  return fuseEvidence(candidates, defaultSemanticWeight)
    .filter(({ ordinal }) => String(ordinal) !== own)
    .map(({ ordinal, evidence }) => ({ evidence, isRelevant: (judgements.get(String(ordinal)) ?? 0) > 0 }));
}

/** The share of relevant papers among those with a confidence in each bin; undefined for an empty bin. */
export function measureBins(
  judged: readonly JudgedCandidate[],
  edges: readonly number[],
): ({ readonly share: number; readonly count: number } | undefined)[] {
  return edges.slice(0, -1).map((low, bin) => {
    const inBin = judged.filter(({ evidence }) => {
      const confidence = toConfidence(evidence);
      return confidence >= low && confidence < edges[bin + 1]!;
    });
    const share = computeMean(inBin.map(({ isRelevant }) => (isRelevant ? 1 : 0)));
    return inBin.length === 0 ? undefined : { share, count: inBin.length };
  });
}

/** Mean negative logarithm of the confidence in what is true. */
export function measureLoss(judged: readonly JudgedCandidate[], { slope, middle }: Curve): number {
  return computeMean(
    judged.map(({ evidence, isRelevant }) => {
      const odds = slope * (evidence - middle);
      return Math.log1p(Math.exp(isRelevant ? -odds : odds));
    }),
  );
}

/** Logistic regression with equal weight for each collection: Newton's method, with half a step where a whole fails. */
export function fitCurve(collections: readonly (readonly JudgedCandidate[])[]): Curve {
  let curve: Curve = { slope: 8, middle: 0.5 };
  let loss = lossOf(collections, curve);
  for (let round = 0; round < 50; round += 1) {
    const step = findStep(collections, curve);
    let size = 1;
    let next = move(curve, step, size);
    while (!(lossOf(collections, next) <= loss)) {
      size /= 2;
      if (size < 1e-6) return curve;
      next = move(curve, step, size);
    }
    curve = next;
    loss = lossOf(collections, curve);
  }
  return curve;
}

function lossOf(collections: readonly (readonly JudgedCandidate[])[], curve: Curve): number {
  return computeMean(collections.map((judged) => measureLoss(judged, curve)));
}

interface Step {
  readonly constant: number;
  readonly slope: number;
}

/** Newton's step for odds = constant + slope · evidence. */
function findStep(collections: readonly (readonly JudgedCandidate[])[], { slope, middle }: Curve): Step {
  const gradient = { constant: 0, slope: 0 };
  const curvature = { constant: 0, both: 0, slope: 0 };
  for (const judged of collections) {
    for (const { evidence, isRelevant } of judged) {
      const share = 1 / (1 + Math.exp(-slope * (evidence - middle)));
      const error = ((isRelevant ? 1 : 0) - share) / judged.length;
      const bend = (share * (1 - share)) / judged.length;
      gradient.constant += error;
      gradient.slope += error * evidence;
      curvature.constant += bend;
      curvature.both += bend * evidence;
      curvature.slope += bend * evidence * evidence;
    }
  }
  const determinant = curvature.constant * curvature.slope - curvature.both ** 2;
  return {
    constant: (curvature.slope * gradient.constant - curvature.both * gradient.slope) / determinant,
    slope: (curvature.constant * gradient.slope - curvature.both * gradient.constant) / determinant,
  };
}

function move({ slope, middle }: Curve, step: Step, size: number): Curve {
  const constant = -slope * middle + size * step.constant;
  const moved = slope + size * step.slope;
  return { slope: moved, middle: -constant / moved };
}
