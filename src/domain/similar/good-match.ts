/**
 * Best scores below these are of papers that are not near; for similar papers and for recommendations. Over 87,243 papers
 * on machine learning, texts on cooking, law and other everyday subjects stay below, and the papers' own neighbours never
 * do (figures in docs/ranking.md).
 */
export const similarFloor = 0.12;
export const likeFloor = 0.15;

/** What an answer says when even its best hit is not near. */
export function judgeMatch(scores: readonly number[], floor: number): { noGoodMatch?: true } {
  return Math.max(0, ...scores) < floor ? { noGoodMatch: true } : {};
}
