import { createTopicNamer } from "../map/name-topics.js";
import type { Ordinal } from "../paper/paper.js";
import { findPrincipalAxes, type PrincipalAxes, project } from "../vectors/principal-axes.js";
import { chooseCentral } from "./central-papers.js";
import { clusterPoints, findNearest } from "./cluster-points.js";
import type { ComparedPapers } from "./compared-papers.js";
import { type Growth, measureGrowth, selectDiscoveries } from "./growth.js";

/** What is read of papers. */
export interface TopicSource {
  /** Of unit length; undefined for a paper without a vector. */
  readonly readVector: (ordinal: Ordinal) => Float32Array | undefined;
  readonly readTitle: (ordinal: Ordinal) => string;
  /** Whether the second paper is another version of the first, or nearly the same. */
  readonly areSame: (one: Ordinal, other: Ordinal) => boolean;
}

export interface RisingTopic extends Pick<Growth, "expected" | "factor" | "factorLow" | "levels"> {
  /** Words that distinguish it, best first. */
  readonly names: readonly string[];
  /** Papers of the latest window that are compared: of venues that have a past. */
  readonly papers: number;
  /** Papers by window, the latest first. */
  readonly counts: readonly number[];
  /** Papers of the latest window at its centre, the most central first. */
  readonly central: readonly Ordinal[];
}

export interface RisingTopics {
  /** The surest first: by the lower end of their growth. */
  readonly rising: readonly RisingTopic[];
  /** How many topics were compared. */
  readonly topics: number;
  /** Papers with a vector by window, the latest first. */
  readonly totals: readonly number[];
}

/** Directions that are kept: more do not change the topics, and take longer. */
const axisCount = 32;
const axisSample = 1_500;
/** More papers do not improve the centres of topics; half of the sample is of the latest window, for new topics. */
const clusterSample = 8_000;
const titleSample = 8_000;
const namesPerTopic = 3;
const maxRising = 12;
/** A topic must have grown by this at least, and have this many papers: less is of no interest however sure it is. */
const minFactorLow = 1.1;
const minPapers = 5;

/** About n^0.45 topics: 8 for 100 papers, 22 for 1,000, 120 for 40,000. */
function countTopics(papers: number): number {
  return Math.min(150, Math.max(2, Math.round(papers ** 0.45)));
}

/**
 * Finds topics among the compared papers without looking at their dates, and of those the ones that grow (see
 * `measureGrowth`). Vectors are read one by one and not kept.
 */
export function findRisingTopics(papers: ComparedPapers, source: TopicSource): RisingTopics {
  const sample = sampleRows(papers, clusterSample);
  const axes = findAxes(papers, sample, source);
  if (!axes) return { rising: [], topics: 0, totals: [] };
  const points = projectRows(papers, sample, { source, axes });
  const centres = clusterPoints({ rows: points, size: axes.count }, countTopics(papers.ordinals.length));
  const topics = centres.length / axes.count;
  const topicOf = assignTopics(papers, { source, axes, centres });
  const table = {
    topics,
    strata: papers.strata,
    windows: papers.windows,
    counts: countPapers(papers, topicOf, topics),
  };
  const growth = measureGrowth(table);
  const rising = selectDiscoveries(growth.map(({ p }) => p))
    .filter((topic) => growth[topic]!.factorLow >= minFactorLow && growth[topic]!.found >= minPapers)
    .sort((one, other) => growth[other]!.factorLow - growth[one]!.factorLow)
    .slice(0, maxRising);
  const names = nameTopics(papers, { topicOf, topics, first: rising }, source);
  const byWindow = sumStrata(table);
  return {
    topics,
    totals: Array.from({ length: papers.windows }, (_, window) => byWindow.reduce((sum, row) => sum + row[window]!, 0)),
    // A topic without words of its own is part of another one that has them.
    rising: rising
      .filter((topic) => names[topic]!.length > 0)
      .map((topic) => {
        const { found, expected, factor, factorLow, levels } = growth[topic]!;
        const counts = byWindow[topic]!;
        const members = papers.ordinals.filter((_, row) => topicOf[row] === topic && papers.windowOf[row] === 0);
        const central = chooseCentral(members, source);
        return { names: names[topic]!, papers: found, expected, factor, factorLow, levels, counts, central };
      }),
  };
}

/** The papers of which titles are read. */
export function listTitled(papers: ComparedPapers): Int32Array {
  return Int32Array.from(sampleRows(papers, titleSample), (row) => papers.ordinals[row]!);
}

/** Rows of papers, half of the latest window and half of the others where there are enough, evenly spaced. */
function sampleRows({ windowOf }: ComparedPapers, size: number): readonly number[] {
  const recent: number[] = [];
  const past: number[] = [];
  for (let row = 0; row < windowOf.length; row += 1) (windowOf[row] === 0 ? recent : past).push(row);
  const half = Math.max(size / 2, size - past.length);
  return [...spread(recent, half), ...spread(past, Math.max(size / 2, size - recent.length))];
}

function spread<T>(list: readonly T[], size: number): readonly T[] {
  if (list.length <= size) return list;
  return Array.from({ length: Math.floor(size) }, (_, place) => list[Math.floor((place * list.length) / size)]!);
}

function findAxes(papers: ComparedPapers, rows: readonly number[], source: TopicSource): PrincipalAxes | undefined {
  const read = spread(rows, axisSample).map((row) => source.readVector(papers.ordinals[row]!));
  const vectors = read.filter((vector) => vector !== undefined);
  return vectors.length < 2 ? undefined : findPrincipalAxes(vectors, axisCount);
}

interface Projection {
  readonly source: TopicSource;
  readonly axes: PrincipalAxes;
}

function projectRows(papers: ComparedPapers, rows: readonly number[], { source, axes }: Projection): Float32Array {
  const points = new Float32Array(rows.length * axes.count);
  let filled = 0;
  for (const row of rows) {
    const vector = source.readVector(papers.ordinals[row]!);
    if (!vector) continue;
    project(vector, axes, points.subarray(filled, filled + axes.count));
    filled += axes.count;
  }
  return points.subarray(0, filled);
}

/** Topic of each paper; -1 for one without a vector. */
function assignTopics(
  { ordinals }: ComparedPapers,
  { source, axes, centres }: Projection & { readonly centres: Float32Array },
): Int16Array {
  const point = new Float32Array(axes.count);
  return Int16Array.from(ordinals, (ordinal) => {
    const vector = source.readVector(ordinal);
    if (!vector) return -1;
    project(vector, axes, point);
    return findNearest(point, centres);
  });
}

function countPapers(papers: ComparedPapers, topicOf: Int16Array, topics: number): Float64Array {
  const { strata, windows, stratumOf, windowOf } = papers;
  const counts = new Float64Array(topics * strata * windows);
  for (let row = 0; row < topicOf.length; row += 1) {
    const topic = topicOf[row]!;
    if (topic >= 0) counts[(topic * strata + stratumOf[row]!) * windows + windowOf[row]!]! += 1;
  }
  return counts;
}

/** Papers by topic and window. */
function sumStrata({ topics, strata, windows, counts }: Parameters<typeof measureGrowth>[0]): readonly number[][] {
  return Array.from({ length: topics }, (_, topic) =>
    Array.from({ length: windows }, (__, window) => {
      let sum = 0;
      for (let stratum = 0; stratum < strata; stratum += 1)
        sum += counts[(topic * strata + stratum) * windows + window]!;
      return sum;
    }),
  );
}

interface ToName {
  /** Topic of each paper; -1 for none. */
  readonly topicOf: Int16Array;
  readonly topics: number;
  /** They choose their names first: another topic of the same subject would take them. */
  readonly first: readonly number[];
}

/** The names of each topic. */
function nameTopics(papers: ComparedPapers, { topicOf, topics, first }: ToName, source: TopicSource) {
  const namer = createTopicNamer();
  for (const row of sampleRows(papers, titleSample))
    if (topicOf[row]! >= 0) namer.add(topicOf[row]!, source.readTitle(papers.ordinals[row]!));
  const others = Array.from({ length: topics }, (_, topic) => topic).filter((topic) => !first.includes(topic));
  const groupOf: number[] = [];
  for (const [group, topic] of [...first, ...others].entries()) groupOf[topic] = group;
  const names = namer.name(groupOf, namesPerTopic);
  return groupOf.map((group) => names[group] ?? []);
}
