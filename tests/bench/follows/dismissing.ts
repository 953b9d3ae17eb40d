import { computeMean } from "../../../src/domain/evaluation/resampling.js";
import { defaultMinScore } from "../../../src/domain/follows/follow-kind.js";
import type { CosineScale } from "../../../src/domain/models/model.js";
import { toConfidence, toEvidence, toSimilarity } from "../../../src/domain/search/fusion.js";
import { dotProduct } from "../../../src/domain/vectors/vector.js";
import { formatTable } from "../statistics.js";
import { matchArriving, type Scored } from "./arriving.js";
import type { JudgedArrivals } from "./judged-topics.js";
import { judge, type Quality, watchTopic } from "./match-quality.js";

/** What remains of the score of a paper, by how like it is to the nearest dismissed paper and to what is followed. */
interface Lowering {
  readonly name: string;
  lower(score: number, likeness: { readonly dismissed: number; readonly followed: number }): number;
}

const none: Lowering = { name: "nothing", lower: (score) => score };
const lowerings: readonly Lowering[] = [
  none,
  {
    name: "nearer to it than to what is followed",
    lower: (score, { dismissed, followed }) => (dismissed > followed ? 0 : score),
  },
  ...[0.1, 0.2, 0.3].map((margin) => ({
    name: `nearer by ${margin}`,
    lower: (score: number, { dismissed, followed }: { dismissed: number; followed: number }) =>
      dismissed > followed + margin ? 0 : score,
  })),
  ...[0.5, 0.6, 0.7, 0.8].flatMap((from) =>
    [0.2, 0.5].map((share) => ({
      name: `${share} × likeness above ${from}`,
      lower: (score: number, { dismissed }: { dismissed: number }) =>
        toConfidence(toEvidence(score) - share * Math.max(0, dismissed - from)),
    })),
  ),
];
/** How many irrelevant matches a reader dismisses, the first ones. */
const patience = [3, 20] as const;
const findFloor = (kind: Kind) => defaultMinScore[kind === "question" ? "question" : "like"];
/** What is followed: a question, or relevant papers, those that arrive first. */
const kinds = { question: 0, paper: 1, "collection of 4": 4 } as const;
type Kind = keyof typeof kinds;

interface Case {
  readonly scores: readonly Scored[];
  /** Of each watch: its vectors. */
  readonly vectors: readonly (readonly Float32Array[])[];
  readonly topics: JudgedArrivals["topics"];
}

/**
 * In the first half of what arrives, a reader dismisses the first matches that are not relevant: what of the second half
 * matches then. F1 of each way to lower, for questions, and for a followed paper, which is one of the relevant ones.
 */
export async function compareDismissals(collections: readonly JudgedArrivals[], cosines: CosineScale): Promise<string> {
  const rows: string[][] = [];
  for (const kind of Object.keys(kinds) as Kind[]) {
    const cases: Case[] = [];
    for (const arrivals of collections) cases.push(await matchKind(arrivals, kind, cosines));
    for (const most of patience) {
      for (const lowering of lowerings) {
        const read = collections.map((arrivals, at) =>
          measure(arrivals, cases[at]!, { most, lowering, cosines, least: findFloor(kind) }),
        );
        rows.push([
          `${kind}, ${most} dismissed`,
          lowering.name,
          ...read.map(({ precision, recall, f1 }) =>
            [precision, recall, f1].map((share) => (share * 100).toFixed(1)).join(", "),
          ),
          (computeMean(read.map(({ f1 }) => f1)) * 100).toFixed(2),
        ]);
      }
    }
  }
  return formatTable(["followed", "lowered", ...collections.map(({ name }) => name), "mean F1"], rows);
}

async function matchKind(arrivals: JudgedArrivals, kind: Kind, cosines: CosineScale): Promise<Case> {
  if (kind === "question") {
    const watches = arrivals.topics.map((topic, id) => watchTopic(topic, { id, weight: 0.5, least: findFloor(kind) }));
    const vectors = arrivals.topics.map(({ vector }) => [vector]);
    return { scores: await matchArriving(arrivals, watches, cosines), vectors, topics: arrivals.topics };
  }
  const topics = arrivals.topics.filter(({ relevant }) => relevant.size > 2 * kinds[kind]);
  const likes = topics.map(({ relevant }) => [...relevant].toSorted((one, other) => one - other).slice(0, kinds[kind]));
  const watches = likes.map((places, id) => ({
    id,
    after: 0,
    least: findFloor(kind),
    limits: { filter: {} },
    wanted: {
      kind: "likes" as const,
      liked: places.map((place) => ({ ordinal: place + 1, vector: arrivals.vectors[place]! })),
      disliked: [],
    },
  }));
  const vectors = likes.map((places) => places.map((place) => arrivals.vectors[place]!));
  return { scores: await matchArriving(arrivals, watches, cosines), vectors, topics };
}

interface Measuring {
  readonly most: number;
  readonly lowering: Lowering;
  readonly cosines: CosineScale;
  readonly least: number;
}

function measure(
  { papers, vectors }: JudgedArrivals,
  { scores, vectors: followed, topics }: Case,
  measuring: Measuring,
): Quality {
  const { most, lowering, cosines, least } = measuring;
  const half = papers.length / 2;
  const dismissed = topics.map(({ relevant }, watch) =>
    scores
      .filter((one) => one.watch === watch && one.place < half && !relevant.has(one.place))
      .slice(0, most)
      .map(({ place }) => vectors[place]!),
  );
  const lowered = scores.flatMap((one) => {
    if (one.place < half) return [];
    const vector = vectors[one.place]!;
    const likeTo = (others: readonly Float32Array[]) =>
      toSimilarity(Math.max(-1, ...others.map((other) => dotProduct(other, vector))), cosines);
    const likeness = { dismissed: likeTo(dismissed[one.watch]!), followed: likeTo(followed[one.watch]!) };
    return [{ ...one, score: lowering.lower(one.score, likeness) }];
  });
  const later = topics.map(({ relevant }) => ({ relevant: new Set([...relevant].filter((place) => place >= half)) }));
  return judge(later, lowered, least);
}
