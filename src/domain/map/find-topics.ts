import { findRegions, type Peak, type Points } from "./density-regions.js";
import { createTopicNamer } from "./name-topics.js";

/** A topic of a map: a region, and the words that distinguish its papers. */
export interface Topic {
  /** Best first; empty if the titles have nothing in common. */
  readonly names: readonly string[];
  /** The point where its papers are densest, in the units of the points. */
  readonly x: number;
  readonly y: number;
  readonly papers: number;
  /** 0 for the broadest. */
  readonly level: number;
  /** Index in the list of the broader topic that contains this one. */
  readonly parent?: number;
}

export interface TopicTree {
  /** The broadest first, and the largest first within a level; a parent comes before its children. */
  readonly topics: readonly Topic[];
  /** Index of the narrowest topic of each point. */
  readonly topicOf: Uint16Array;
}

/** Max number of topics per level for n papers: a · n^b, which is 17, 60 and 260 for 87,000 papers. */
const levels = [
  { factor: 1.75, exponent: 0.2, maxTopics: 24 },
  { factor: 1, exponent: 0.36, maxTopics: 120 },
  { factor: 1, exponent: 0.49, maxTopics: 480 },
] as const;
/** Min share of the papers in a topic of the broadest level. */
const minTopicShare = 0.005;
const minTopicPapers = 3;
const namesPerTopic = 3;
/** More titles do not improve the names. */
const maxTitles = 120_000;

/**
 * Finds and names the topics of a map on three levels; each topic is part of one on the level above.
 *
 * @param titles the titles of the points, in the same order
 */
export function findTopics(points: Points, titles: Iterable<string>): TopicTree {
  const count = points.x.length;
  const [broad, middle, narrow] = levels.map(({ factor, exponent, maxTopics }, level) =>
    findRegions(points, {
      maxRegions: Math.min(maxTopics, Math.max(1, Math.round(factor * count ** exponent))),
      minPoints: Math.max(minTopicPapers, (count * minTopicShare) / 16 ** level),
    }),
  );
  if (!broad || !middle || !narrow) return { topics: [], topicOf: new Uint16Array(0) };
  const middleOf = findParents(narrow.regionOf, middle.regionOf);
  const broadOf = findParents(middle.regionOf, broad.regionOf);
  const ancestors = [middleOf.map((parent) => broadOf[parent] ?? 0), middleOf, middleOf.map((_, region) => region)];
  const namer = createTopicNamer();
  const step = Math.ceil(count / maxTitles);
  let point = 0;
  for (const title of titles) {
    if (point % step === 0) namer.add(narrow.regionOf[point] ?? 0, title);
    point += 1;
  }
  const sizes = countMembers(narrow.regionOf, narrow.peaks.length);
  const tree = ancestors.map((groupOf, level) => {
    const peaks = [broad, middle, narrow][level]?.peaks ?? [];
    return { groupOf, names: namer.name(groupOf, namesPerTopic), peaks, papers: sumMembers(sizes, groupOf) };
  });
  return joinLevels(tree, narrow.regionOf);
}

/** For each narrow region, the wide region that contains most of its points. */
function findParents(narrowOf: Uint16Array, wideOf: Uint16Array): number[] {
  const shared = new Map<number, Map<number, number>>();
  for (const [point, narrow] of narrowOf.entries()) {
    const counts = shared.get(narrow) ?? new Map<number, number>();
    shared.set(narrow, counts);
    const wide = wideOf[point] ?? 0;
    counts.set(wide, (counts.get(wide) ?? 0) + 1);
  }
  const parents: number[] = [];
  for (const [narrow, counts] of shared) {
    const [first] = [...counts].sort(([wide, count], [other, otherCount]) => otherCount - count || wide - other);
    parents[narrow] = first?.[0] ?? 0;
  }
  return parents;
}

function countMembers(regionOf: Uint16Array, regions: number): number[] {
  const counts = Array.from({ length: regions }, () => 0);
  for (const region of regionOf) counts[region]! += 1;
  return counts;
}

function sumMembers(sizes: readonly number[], groupOf: readonly number[]): number[] {
  const sums = Array.from({ length: Math.max(...groupOf) + 1 }, () => 0);
  for (const [region, size] of sizes.entries()) sums[groupOf[region] ?? 0]! += size;
  return sums;
}

interface Level {
  /** The topic of this level that each narrow region belongs to. */
  readonly groupOf: readonly number[];
  readonly names: readonly (readonly string[])[];
  readonly peaks: readonly Peak[];
  readonly papers: readonly number[];
}

/** Joins all levels into one list. A region whose parts all belong to other regions is not a topic. */
function joinLevels(tree: readonly Level[], regionOf: Uint16Array): TopicTree {
  const topics: Topic[] = [];
  let parents: readonly number[] = [];
  for (const [level, { groupOf, names, peaks, papers }] of tree.entries()) {
    const placeOf: number[] = [];
    const parentOf = new Map(groupOf.map((group, region) => [group, parents[region]]));
    const order = papers.map((_, group) => group).filter((group) => (papers[group] ?? 0) > 0);
    order.sort((one, other) => (papers[other] ?? 0) - (papers[one] ?? 0) || one - other);
    for (const group of order) {
      const parent = parentOf.get(group);
      const { x, y } = peaks[group] ?? { x: 0, y: 0 };
      placeOf[group] = topics.length;
      topics.push({
        names: names[group] ?? [],
        x: Math.round(x),
        y: Math.round(y),
        papers: papers[group] ?? 0,
        level,
        ...(parent !== undefined && { parent }),
      });
    }
    parents = groupOf.map((group) => placeOf[group] ?? 0);
  }
  return { topics, topicOf: regionOf.map((region) => parents[region] ?? 0) };
}
