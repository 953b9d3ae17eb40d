/** A paper that was rated for the interest that it serves best. */
export interface ServedPaper {
  readonly score: number;
  /** Number of the interest. */
  readonly interest: number;
}

/**
 * How much worse than the best remaining paper an interest's next paper may be. Beyond that the interest has to wait, so
 * that a weak one pushes no far-fetched papers up.
 */
const scoreAllowed = 0.1;

export interface Serving {
  /** Of the interests, such as the numbers of their liked papers. */
  readonly weights: readonly number[];
  readonly limit: number;
}

/**
 * Orders papers so that every interest gets its share of any first part of the list: the method of Sainte-Laguë (1910),
 * which gives the next place to the interest with the highest weight ÷ (2 × places so far + 1).
 *
 * @param papers those of one interest in the order in which they are to be served
 */
export function serveInterests<Paper extends ServedPaper>(
  papers: readonly Paper[],
  { weights, limit }: Serving,
): readonly Paper[] {
  if (weights.length === 1) return papers.slice(0, limit);
  const waiting = weights.map((weight, interest) => ({
    weight,
    papers: papers.filter((paper) => paper.interest === interest),
    served: 0,
  }));
  const order: Paper[] = [];
  while (order.length < Math.min(limit, papers.length)) {
    const heads = waiting.flatMap((interest) => {
      const paper = interest.papers[interest.served];
      return paper ? [{ interest, paper, claim: interest.weight / (2 * interest.served + 1) }] : [];
    });
    const best = Math.max(...heads.map(({ paper }) => paper.score));
    const next = heads
      .filter(({ paper }) => paper.score >= best - scoreAllowed)
      .reduce((one, other) =>
        other.claim > one.claim || (other.claim === one.claim && other.paper.score > one.paper.score) ? other : one,
      );
    order.push(next.paper);
    next.interest.served += 1;
  }
  return order;
}
