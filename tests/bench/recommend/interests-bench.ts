import { averageVectors, dotProduct, normalizeVector } from "../../../src/domain/vectors/vector.js";
import { hashText, shuffle } from "./reader-sessions.js";
import { keepUnseen } from "./recommend-bench.js";
import { depth, loadReaders, rateAsOne, type ReaderCorpus, recommend } from "./recommenders.js";
import type { Row } from "../statistics.js";

const pairs = 66;
const dislikingReaders = 80;
/** Places in a paper's list of nearest papers that count as its neighbours. */
const neighbours = 20;

type Recommend = (examples: {
  readonly liked: readonly number[];
  readonly disliked: readonly number[];
}) => readonly number[];

/**
 * Whether each interest is served, and whether what readers dislike goes away: with interests told apart, and as one
 * interest. Only topics on which no weight was chosen.
 */
export async function benchInterests(
  corpus: { readonly papers: string; readonly vectors: string },
  tell: (line: string) => void,
): Promise<Row[]> {
  const read = await loadReaders(corpus);
  const ways = { "as one interest": createOneInterest(read), shipped: createShipped(read) };
  const topics = shuffle(keepUnseen(read.readers.topics.keys()), "interests");
  const both = pairTopics(read, topics);
  tell("| liked of two subjects | way | of ten hits, the smaller interest's | none |\n|---|---|---|---|");
  for (const counts of [
    [1, 1],
    [3, 1],
    [5, 3],
  ] as const)
    for (const [way, recommendBy] of Object.entries(ways))
      tell(describeShares(`${counts.join(" + ")} | ${way}`, shareHits(read, { both, counts, recommendBy })));
  tell("| liked, one disliked | way | its neighbours in the ten hits | still there |\n|---|---|---|---|");
  for (const liked of [1, 3])
    for (const [way, recommendBy] of Object.entries(ways))
      tell(
        describeNeighbours(
          `${liked} | ${way}`,
          topics.slice(0, dislikingReaders).map((topic) => dislike(read, { topic, liked, recommendBy })),
        ),
      );
  return [];
}

function createShipped({ vectors, spread }: ReaderCorpus): Recommend {
  return ({ liked, disliked }) => {
    const read = (places: readonly number[]) => places.map((place) => vectors[place]!);
    const pool = [...vectors.keys()].filter((place) => !liked.includes(place) && !disliked.includes(place));
    return recommend({ pool, vectors, spread, liked: read(liked), disliked: read(disliked) });
  };
}

function createOneInterest({ vectors, spread }: ReaderCorpus): Recommend {
  return ({ liked, disliked }) => {
    const read = (places: readonly number[]) => places.map((place) => vectors[place]!);
    const rate = rateAsOne({ liked: read(liked), disliked: read(disliked), spread });
    const scores = Float64Array.from(vectors, rate);
    for (const place of [...liked, ...disliked]) scores[place] = -Infinity;
    return findHighest(scores, depth);
  };
}

function findHighest(scores: Float64Array, count: number): readonly number[] {
  const least = scores.toSorted().at(-count) ?? -Infinity;
  const best = [...scores.keys()].filter((place) => scores[place]! >= least);
  return best.toSorted((one, other) => scores[other]! - scores[one]!).slice(0, count);
}

/** Topics whose centroids point away from each other, each in one pair only. */
function pairTopics({ readers }: ReaderCorpus, topics: readonly string[]): readonly (readonly [string, string])[] {
  const centres = new Map(
    topics.map((topic) => {
      const mean = averageVectors(readers.topics.get(topic)!.map((place) => readers.vectors[place]!));
      return [topic, normalizeVector(mean) ?? mean];
    }),
  );
  const free = new Set(topics);
  const both: [string, string][] = [];
  for (const topic of topics) {
    if (!free.has(topic) || both.length === pairs) continue;
    const far = [...free].find((other) => dotProduct(centres.get(topic)!, centres.get(other)!) < 0);
    if (far === undefined) continue;
    both.push([topic, far]);
    free.delete(topic);
    free.delete(far);
  }
  return both;
}

interface Sharing {
  readonly both: readonly (readonly [string, string])[];
  readonly counts: readonly [number, number];
  readonly recommendBy: Recommend;
}

/** For each pair, how many of the hits are nearest to a liked paper of the interest with fewer hits or liked papers. */
function shareHits({ readers }: ReaderCorpus, { both, counts: [more, fewer], recommendBy }: Sharing): number[] {
  return both.map(([one, other]) => {
    const first = shuffle(readers.topics.get(one)!, `${one} pair`).slice(0, more);
    const second = shuffle(readers.topics.get(other)!, `${other} pair`).filter((place) => !first.includes(place));
    const liked = [...first, ...second.slice(0, fewer)];
    const hits = recommendBy({ liked, disliked: [] });
    const isSecond = (hit: number) => {
      const cosines = liked.map((place) => dotProduct(readers.vectors[place]!, readers.vectors[hit]!));
      return cosines.indexOf(Math.max(...cosines)) >= more;
    };
    const served = hits.filter(isSecond).length;
    return more === fewer ? Math.min(served, hits.length - served) : served;
  });
}

function describeShares(name: string, shares: readonly number[]): string {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return `| ${name} | ${mean.toFixed(1)} | ${shares.filter((share) => share === 0).length} of ${shares.length} pairs |`;
}

interface Disliking {
  readonly topic: string;
  readonly liked: number;
  readonly recommendBy: Recommend;
}

/** Dislikes one of the hits, and counts the other hits that are its neighbours, before and after. */
function dislike({ readers }: ReaderCorpus, { topic, liked: count, recommendBy }: Disliking): [number, number] {
  const liked = shuffle(readers.topics.get(topic)!, `${topic} liked`).slice(0, count);
  const hits = recommendBy({ liked, disliked: [] });
  const disliked = hits[Number.parseInt(hashText(topic).slice(0, 6), 16) % hits.length]!;
  const cosines = Float64Array.from(readers.vectors, (vector) => dotProduct(vector, readers.vectors[disliked]!));
  const near = new Set(findHighest(cosines, neighbours + 1));
  const others = hits.filter((place) => place !== disliked && near.has(place));
  const after = new Set(recommendBy({ liked, disliked: [disliked] }));
  return [others.length, others.filter((place) => after.has(place)).length];
}

function describeNeighbours(name: string, counts: readonly (readonly [number, number])[]): string {
  const [before, after] = [0, 1].map((at) => counts.reduce((sum, count) => sum + count[at as 0 | 1], 0));
  return `| ${name} | ${before} | ${after} |`;
}
