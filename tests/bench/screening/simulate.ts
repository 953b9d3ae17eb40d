import { selectBest } from "../../../src/domain/screening/rank-undecided.js";
import type { Ranker, Start } from "./rankers.js";
import type { Topic } from "./topics.js";

/** A review that was read to its end. */
export interface Reading {
  /** For each paper in the order of reading, whether it is relevant. The known papers of the start are not among them. */
  readonly labels: Uint8Array;
  /** Relevant papers that were to be found. */
  readonly relevant: number;
}

/** Papers read between two rankings, as a share of those read: simulating 6,000 would else take hours. */
const shareAtOnce = 0.05;

export function simulate(topic: Topic, start: Start, ranker: Ranker): Reading {
  const { pool, relevant, known } = topic;
  const included = known.slice(0, start.papers);
  const excluded: number[] = [];
  const score = ranker.begin(topic, start);
  const isRead = new Set(included);
  const labels = new Uint8Array(pool.papers.length - isRead.size);
  const wanted = relevant.size - included.length;
  let read = 0;
  // Once all are found, the order of the rest makes no difference.
  for (let found = 0; found < wanted;) {
    const scores = Float64Array.from(score({ included, excluded }));
    for (const place of isRead) scores[place] = Number.NaN;
    const batch = ranker.isStatic ? labels.length : Math.max(1, Math.floor(shareAtOnce * read));
    for (const place of selectBest(scores, batch)) {
      const isRelevant = relevant.has(place);
      labels[read] = isRelevant ? 1 : 0;
      if (isRelevant) found += 1;
      (isRelevant ? included : excluded).push(place);
      isRead.add(place);
      read += 1;
    }
  }
  return { labels, relevant: wanted };
}

/** Share of the relevant papers found after reading a share of the pool. */
export function computeRecall({ labels, relevant }: Reading, share: number): number {
  const read = Math.round(share * labels.length);
  return labels.subarray(0, read).reduce((sum, label) => sum + label, 0) / relevant;
}

/** Work saved over sampling at a recall of 95 % (Cohen and others 2006): 0.95 less the share read until then. */
export function computeWss({ labels, relevant }: Reading): number {
  let found = 0;
  const read = labels.findIndex((label) => (found += label) >= 0.95 * relevant) + 1;
  return 0.95 - read / labels.length;
}
