import type { Ordinal } from "../../../src/domain/paper/paper.js";
import { defaultSemanticWeight, fuseEvidence } from "../../../src/domain/search/fusion.js";
import { defaultOrder, orderCandidates, type OrderParameters } from "../../../src/domain/search/order-candidates.js";
import type { Question } from "./question.js";

/** What is tried when parameters are chosen. */
export const tunings: readonly OrderParameters[] = [0.25, 0.5, 0.75].flatMap((relativeShare) =>
  [0.2, 0.3, 0.4].flatMap((coverage) =>
    [0.5, 0.7, 0.85, 1].map((support) => ({ ...defaultOrder, relativeShare, coverage, support })),
  ),
);

/** What the number of compared candidates is worth. */
export const depths: readonly OrderParameters[] = [10, 20, 30, 40, 50, 70, 100, 200].map((depth) => ({
  ...defaultOrder,
  depth,
}));

/** As it was before candidates were weighed by anything but evidence and feedback. */
export const feedbackOnly: OrderParameters = {
  ...defaultOrder,
  relativeShare: 0,
  coverage: 0,
  feedbackScale: 0.025,
  support: 0,
};

export function nameTuning({ relativeShare, coverage, support, depth }: OrderParameters): string {
  return `relative ${relativeShare}, coverage ${coverage}, support ${support}, ${depth} papers`;
}

/** Uses the ranking functions of the service. */
export function rankOrdered({ collection, candidates }: Question, parameters: OrderParameters): Ordinal[] {
  const { cosines } = collection;
  const vectors = candidates.map(({ ordinal }) => collection.vectors[ordinal]);
  const semanticWeight = defaultSemanticWeight;
  const ordered = orderCandidates(candidates, { vectors, cosines, semanticWeight, parameters });
  return fuseEvidence(ordered, semanticWeight).map(({ ordinal }) => ordinal);
}
