import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { createPreferenceProfile, type Examples } from "../../../src/domain/recommend/preference-profile.js";
import { serveInterests } from "../../../src/domain/recommend/serve-interests.js";
import { decodeVector } from "../../../src/domain/vectors/file.js";
import { averageVectors, dotProduct, normalizeVector } from "../../../src/domain/vectors/vector.js";
import {
  centreVector,
  measureSpread,
  transformVector,
  type VectorSpread,
} from "../../../src/domain/vectors/whitening.js";
import { type LabelledVector, trainLinearClassifier } from "./linear-classifier.js";
import {
  collectReaders,
  type ReaderPaper,
  type Readership,
  type ReaderSession,
  type TopicSize,
} from "./reader-sessions.js";

const spreadSample = 3_000;
const classifierSample = 1_000;
const classifierCost = 0.01;
/** Hits of a recommendation. */
export const depth = 10;

export const methods = [
  "mean of the liked",
  "Rocchio, 1/4 of the disliked",
  "best match",
  "linear SVM",
  "as one interest",
  "shipped, liked alone",
  "shipped",
] as const;
export type Method = (typeof methods)[number];

interface Vectors {
  readonly vectors: readonly Float32Array[];
  readonly spread: VectorSpread;
}

/** The papers of the large corpus with their vectors, and who might read them. */
export interface ReaderCorpus extends Vectors {
  readonly readers: Readership;
}

export async function loadReaders(
  corpus: { readonly papers: string; readonly vectors: string },
  topics?: TopicSize,
): Promise<ReaderCorpus> {
  const papers = await readReaderPapers(corpus.papers);
  const vectors = await readUnitVectors(corpus.vectors, papers.length);
  const step = Math.max(1, Math.floor(vectors.length / spreadSample));
  const spread = measureSpread(vectors.filter((_, place) => place % step === 0))!;
  const readers = collectReaders(
    papers,
    vectors.map((vector) => centreVector(vector, spread.mean)),
    topics,
  );
  return { readers, vectors, spread };
}

async function readReaderPapers(file: string): Promise<ReaderPaper[]> {
  const papers: ReaderPaper[] = [];
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    const { authors = [], keywords = [] } = JSON.parse(line) as Partial<ReaderPaper>;
    papers.push({ authors, keywords });
  }
  return papers;
}

async function readUnitVectors(file: string, count: number): Promise<Float32Array[]> {
  const bytes = await readFile(file);
  const width = bytes.length / count;
  return Array.from({ length: count }, (_, place) => {
    const vector = decodeVector(bytes.subarray(place * width, (place + 1) * width), "f16");
    return normalizeVector(vector) ?? vector;
  });
}

/** The first papers of the pool by each method. */
export function createRankers(
  session: ReaderSession,
  { vectors, spread }: Vectors,
): Record<Method, () => readonly number[]> {
  const liked = session.liked.map((place) => vectors[place]!);
  const disliked = session.disliked.map((place) => vectors[place]!);
  const towards = averageVectors(liked);
  const away = averageVectors(disliked);
  const score = (rate: (vector: Float32Array) => number) => () =>
    session.pool
      .map((place) => ({ place, score: rate(vectors[place]!) }))
      .toSorted((one, other) => other.score - one.score)
      .slice(0, depth)
      .map(({ place }) => place);
  const serve = (some: readonly Float32Array[]) => () =>
    recommend({ pool: session.pool, vectors, liked, disliked: some, spread });
  return {
    "mean of the liked": score((vector) => dotProduct(towards, vector)),
    "Rocchio, 1/4 of the disliked": score((vector) => dotProduct(towards, vector) - dotProduct(away, vector) / 4),
    "best match": score((vector) => Math.max(...liked.map((other) => dotProduct(other, vector)))),
    "linear SVM": score(separateLiked(liked, { disliked, vectors, spread })),
    "as one interest": score(rateAsOne({ liked, disliked, spread })),
    "shipped, liked alone": serve([]),
    shipped: serve(disliked),
  };
}

/** What recommendations were before interests were told apart: one mean, and a twentieth for the nearest disliked. */
export function rateAsOne({ liked, disliked, spread }: Examples & { spread: VectorSpread }) {
  const centre = (vector: Float32Array) => centreVector(vector, spread.mean);
  const likes = liked.map(centre);
  const dislikes = disliked.map(centre);
  const aim = transformVector(spread.whitening, averageVectors(likes));
  const direction = normalizeVector(aim) ?? aim;
  const nearest = (vector: Float32Array, others: readonly Float32Array[]) =>
    others.reduce((most, other) => Math.max(most, dotProduct(vector, other)), -1);
  return (vector: Float32Array) => {
    const centred = centre(vector);
    const dislike = Math.max(0, nearest(centred, dislikes));
    return dotProduct(direction, centred) + nearest(centred, likes) / 2 - dislike / 20;
  };
}

interface Recommending extends Vectors {
  readonly pool: readonly number[];
  readonly liked: readonly Float32Array[];
  readonly disliked: readonly Float32Array[];
}

/** The first papers of the pool, as the service ranks them. */
export function recommend({ pool, vectors, liked, disliked, spread }: Recommending): readonly number[] {
  const profile = createPreferenceProfile({ liked, disliked, spread });
  const rated = pool
    .map((place) => ({ place, ...profile.rate(vectors[place]!) }))
    .toSorted((one, other) => other.score - one.score);
  const weights = profile.interests.map(({ length }) => length);
  return serveInterests(rated, { weights, limit: depth }).map(({ place }) => place);
}

/**
 * As arxiv-sanity does: the liked papers against everything else, both classes with the same total weight (LinearSVC
 * with C 0.01 and balanced classes). Here a sample weighted as the whole stands for everything else, plus the disliked
 * papers.
 */
function separateLiked(
  liked: readonly Float32Array[],
  { disliked, vectors, spread }: { disliked: readonly Float32Array[] } & Vectors,
): (vector: Float32Array) => number {
  const step = Math.ceil(vectors.length / classifierSample);
  const others = vectors.filter((vector, place) => place % step === 0 && !liked.includes(vector));
  const side = (classifierCost * vectors.length) / 2;
  const label = (some: readonly Float32Array[], liking: 1 | -1, cost: number): LabelledVector[] =>
    some.map((vector) => ({ vector: centreVector(vector, spread.mean), label: liking, cost }));
  const each = side / liked.length;
  const score = trainLinearClassifier([
    ...label(liked, 1, each),
    ...label(disliked, -1, each),
    ...label(others, -1, side / others.length),
  ]);
  return (vector) => score(centreVector(vector, spread.mean));
}
