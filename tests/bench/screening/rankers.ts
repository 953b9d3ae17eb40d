import { createRandom } from "../../../src/domain/evaluation/resampling.js";
import { finish } from "../../../src/domain/screening/pool.js";
import { type Decided, type RankingWeights, rankUndecided } from "../../../src/domain/screening/rank-undecided.js";
import { averageVectors, dotProduct } from "../../../src/domain/vectors/vector.js";
import { trainLinearClassifier } from "../recommend/linear-classifier.js";
import type { Topic } from "./topics.js";

/** What a reader has at the start: the question in words, or relevant papers. */
export interface Start {
  readonly name: string;
  readonly papers: number;
  readonly hasQuestion: boolean;
}

export const starts: readonly Start[] = [
  { name: "the question", papers: 0, hasQuestion: true },
  { name: "one known paper", papers: 1, hasQuestion: false },
];

/** Scores by place; those of decided papers do not matter. */
export type Score = (decided: Decided) => ArrayLike<number>;

export interface Ranker {
  readonly name: string;
  /** Whether decisions change nothing. */
  readonly isStatic: boolean;
  readonly begin: (topic: Topic, start: Start) => Score;
}

/** The ranking of the domain with these weights. */
export function rankByDomain(name: string, weights: RankingWeights): Ranker {
  return {
    name,
    isStatic: false,
    begin:
      ({ pool, question }, { hasQuestion }) =>
      (decided) =>
        finish(rankUndecided(pool, { ...decided, question: hasQuestion ? question : undefined }, weights)).scores,
  };
}

const random: Ranker = {
  name: "random",
  isStatic: true,
  begin({ pool, known }) {
    const next = createRandom(known[0]! + 31);
    const scores = pool.papers.map(() => next());
    return () => scores;
  },
};

export const bySimilarity: Ranker = {
  name: "similarity to the start",
  isStatic: true,
  begin: ({ pool, question, known }, { hasQuestion, papers }) =>
    rankBy(pool, [
      ...(hasQuestion ? [question.vector] : []),
      ...known.slice(0, papers).map((place) => pool.papers[place]!.vector!),
    ]),
};

const byQuestion: Ranker = {
  name: "similarity to the question",
  isStatic: true,
  begin: ({ pool, question }) => rankBy(pool, [question.vector]),
};

function rankBy(pool: Topic["pool"], vectors: readonly Float32Array[]): Score {
  const aim = averageVectors(vectors);
  const scores = pool.papers.map(({ vector }) => dotProduct(aim, vector!));
  return () => scores;
}

/** Mean of the included less half of the mean of the excluded, of vectors as they are (Rocchio 1971). */
const rocchio: Ranker = {
  name: "Rocchio on vectors",
  isStatic: false,
  begin:
    ({ pool, question }, { hasQuestion }) =>
    ({ included, excluded }) => {
      const read = (places: readonly number[]) => places.map((place) => pool.papers[place]!.vector!);
      const liked = averageVectors([...(hasQuestion ? [question.vector] : []), ...read(included)]);
      const disliked = averageVectors(read(excluded));
      const aim = excluded.length > 0 ? liked.map((value, at) => value - 0.5 * disliked[at]!) : liked;
      return pool.papers.map(({ vector }) => dotProduct(aim, vector!));
    },
};

const nearest: Ranker = {
  name: "nearest included less nearest excluded",
  isStatic: false,
  begin({ pool, question }, { hasQuestion }) {
    const near = { included: pool.papers.map(() => -1), excluded: pool.papers.map(() => -1) };
    const seen = { included: 0, excluded: 0 };
    if (hasQuestion) near.included = pool.papers.map(({ vector }) => dotProduct(question.vector, vector!));
    return (decided) => {
      for (const side of ["included", "excluded"] as const)
        for (; seen[side] < decided[side].length; seen[side] += 1) {
          const other = pool.papers[decided[side][seen[side]]!]!.vector!;
          for (const [place, { vector }] of pool.papers.entries())
            near[side][place] = Math.max(near[side][place]!, dotProduct(other, vector!));
        }
      return near.included.map((value, place) => value - near.excluded[place]!);
    };
  },
};

/** Undecided papers that are taken for irrelevant while there are few decisions, as AutoTAR does (Cormack and Grossman 2015). */
const presumed = 100;

/** A linear support vector machine with balanced classes. */
const classifier: Ranker = {
  name: "linear SVM on vectors",
  isStatic: false,
  begin({ pool, question, known }, { hasQuestion }) {
    const next = createRandom(known[0]! + 77);
    const centred = pool.papers.map(({ vector }, place) => centre(pool, vector!, pool.scales[place]!));
    const asked = centre(pool, question.vector, 1);
    return ({ included, excluded }) => {
      const negative = [...excluded, ...Array.from({ length: presumed }, () => Math.floor(next() * centred.length))];
      const positive = [...(hasQuestion ? [asked] : []), ...included.map((place) => centred[place]!)];
      const score = trainLinearClassifier([
        ...positive.map((vector) => ({ vector, label: 1 as const, cost: negative.length / positive.length })),
        ...negative.map((place) => ({ vector: centred[place]!, label: -1 as const, cost: 1 })),
      ]);
      return centred.map(score);
    };
  },
};

function centre({ spread }: Topic["pool"], vector: Float32Array, scale: number): Float32Array {
  return vector.map((value, at) => (value - spread!.mean[at]!) * scale);
}

export const baselines: readonly Ranker[] = [random, bySimilarity, byQuestion];
export const otherRankers: readonly Ranker[] = [rocchio, nearest, classifier];
