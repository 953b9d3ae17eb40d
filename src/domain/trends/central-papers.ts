import type { Ordinal } from "../paper/paper.js";
import { averageVectors, dotProduct } from "../vectors/vector.js";

/** What is read of papers. */
export interface CentralSource {
  readonly readVector: (ordinal: Ordinal) => Float32Array | undefined;
  /** Whether the second paper is another version of the first, or nearly the same. */
  readonly areSame: (one: Ordinal, other: Ordinal) => boolean;
}

export const centralPapers = 5;
/** The centre of a topic does not move with more papers. */
const maxMembers = 1_000;
/** How much a paper that is like one chosen already is held back (Carbonell and Goldstein 1998). */
const diversity = 0.3;
/** Only the papers nearest to the centre are considered. */
const maxConsidered = 50;

/**
 * The papers nearest to the mean of all members, the most central first: none that is a version of another, and those
 * that say something else than the ones before them sooner (maximal marginal relevance).
 */
export function chooseCentral(members: Int32Array, source: CentralSource, limit = centralPapers): readonly Ordinal[] {
  const step = Math.ceil(members.length / maxMembers);
  const read = Array.from(
    members.filter((_, place) => place % step === 0),
    (ordinal) => {
      return { ordinal, vector: source.readVector(ordinal) };
    },
  );
  const papers = read.filter((paper): paper is Member => paper.vector !== undefined);
  const centre = averageVectors(papers.map(({ vector }) => vector));
  const near = papers.map((paper) => ({ ...paper, score: dotProduct(paper.vector, centre) }));
  near.sort((one, other) => other.score - one.score || one.ordinal - other.ordinal);
  const chosen: Member[] = [];
  const rest = near.slice(0, maxConsidered);
  while (chosen.length < limit) {
    const best = takeBest(rest, chosen);
    if (!best) break;
    if (!chosen.some(({ ordinal }) => source.areSame(ordinal, best.ordinal))) chosen.push(best);
  }
  return chosen.map(({ ordinal }) => ordinal);
}

interface Member {
  readonly ordinal: Ordinal;
  readonly vector: Float32Array;
}

type NearMember = Member & { readonly score: number };

/** Removes and returns the paper that is nearest to the centre and farthest from those chosen. */
function takeBest(rest: NearMember[], chosen: readonly Member[]): NearMember | undefined {
  let best = -1;
  let bestScore = -Infinity;
  for (const [place, { vector, score }] of rest.entries()) {
    const likeness = chosen.reduce((max, one) => Math.max(max, dotProduct(one.vector, vector)), 0);
    const marginal = score - diversity * likeness;
    if (marginal > bestScore) [best, bestScore] = [place, marginal];
  }
  return best < 0 ? undefined : rest.splice(best, 1)[0];
}
