import { describe, expect, it } from "vitest";
import { findTopics } from "../../src/domain/map/find-topics.js";

/** Two distant clusters, the first made of two close ones. */
const heaps = [
  { x: 40, y: 40, count: 40, title: "Whales sing" },
  { x: 56, y: 40, count: 30, title: "Whales dive" },
  { x: 220, y: 220, count: 30, title: "Glaciers melt" },
];
const points = heaps.flatMap(({ x, y, count, title }) =>
  Array.from({ length: count }, (_, at) => ({ x: x + (at % 3), y: y + (at % 2), title })),
);

describe("Topics of a map", () => {
  const columns = { x: points.map(({ x }) => x), y: points.map(({ y }) => y), side: 256 };
  const { topics, topicOf } = findTopics(
    columns,
    points.map(({ title }) => title),
  );

  it("have three levels, parents before children, each covering all papers", () => {
    expect(topics.map(({ level }) => level)).toEqual(topics.map(({ level }) => level).toSorted());
    for (const level of [0, 1, 2]) {
      const counted = topics.filter((topic) => topic.level === level).map(({ papers }) => papers);
      expect(counted.reduce((sum, papers) => sum + papers, 0)).toBe(100);
      expect(counted).toEqual(counted.toSorted((one, other) => other - one));
    }
    const levelsAbove = topics.map(({ parent }) => (parent === undefined ? -1 : topics[parent]?.level));
    expect(levelsAbove).toEqual(topics.map(({ level }) => level - 1));
    expect(topics.every(({ parent = -1 }, place) => parent < place)).toBe(true);
  });

  it("give each paper a topic of the narrowest level, from its own cluster", () => {
    const names = [0, 50, 99].map((point) => topics[topicOf[point] ?? -1]);
    expect(names.map((topic) => topic?.level)).toEqual([2, 2, 2]);
    expect(names[2]?.names).toEqual(["glaciers melt"]);
    expect(names[0]?.names).not.toContain("glaciers melt");
  });

  it("are named by the words that distinguish them", () => {
    const glaciers = topics.filter(({ x, y }) => x > 200 && y > 200);
    expect(new Set(glaciers.map(({ names }) => names[0]))).toEqual(new Set(["glaciers melt"]));
  });
});
