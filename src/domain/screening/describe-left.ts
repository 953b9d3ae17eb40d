import { boundRelevantLeft, countUntilRecall, type ReadSoFar } from "./bound-left.js";
import { estimateRelevantLeft } from "./estimate-left.js";
import type { Screening } from "./requests.js";

/** With less, the interval held too seldom, or told nothing (docs/screening.md). */
export const enoughForEstimate = { decisions: 30, included: 5 } as const;

const recall = 0.95;

/** What is known of the relevant papers among the undecided ones. */
export function describeLeft(read: ReadSoFar): Screening["left"] {
  let included = 0;
  for (let at = 0; at < read.labels.length; at += 1) included += read.labels[at]!;
  const atMost = boundRelevantLeft(read);
  const bounds = {
    atMost,
    ...(included > 0 && { recallAtLeast: included / (included + atMost) }),
    untilRecall: { recall, papers: included > 0 ? countUntilRecall(read, recall) : read.left },
  };
  const needed = {
    decisions: Math.max(0, Math.min(read.left, enoughForEstimate.decisions - read.labels.length)),
    included: Math.max(0, enoughForEstimate.included - included),
  };
  if (read.left > 0 && (needed.decisions > 0 || needed.included > 0)) return { isKnown: false, needed, ...bounds };
  return { isKnown: true, ...estimateRelevantLeft(read), ...bounds };
}
