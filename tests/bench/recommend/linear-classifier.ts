import { dotProduct } from "../../../src/domain/vectors/vector.js";

export interface LabelledVector {
  readonly vector: Float32Array;
  readonly label: 1 | -1;
  /** The cost of a margin below 1, relative to half the squared length of the normal. */
  readonly cost: number;
}

const passes = 30;

/**
 * A linear support vector machine with squared hinge loss, as arxiv-sanity trains one for each reader, solved by
 * coordinate descent on the dual (Hsieh et al. 2008, algorithm 1). The bias is the weight of a constant feature.
 * Returns a function that scores a vector: above 0 is the liked side.
 */
export function trainLinearClassifier(examples: readonly LabelledVector[]): (vector: Float32Array) => number {
  const normal = new Float32Array(examples[0]?.vector.length ?? 0);
  const alphas = new Float64Array(examples.length);
  let bias = 0;
  for (let pass = 0; pass < passes; pass += 1) {
    for (const [place, { vector, label, cost }] of examples.entries()) {
      const slack = 1 / (2 * cost);
      const gradient = label * (dotProduct(normal, vector) + bias) - 1 + slack * alphas[place]!;
      const curvature = dotProduct(vector, vector) + 1 + slack;
      const alpha = Math.max(0, alphas[place]! - gradient / curvature);
      const step = (alpha - alphas[place]!) * label;
      alphas[place] = alpha;
      if (step === 0) continue;
      for (let at = 0; at < normal.length; at += 1) normal[at]! += step * vector[at]!;
      bias += step;
    }
  }
  return (vector) => dotProduct(normal, vector) + bias;
}
