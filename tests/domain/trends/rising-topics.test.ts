import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/domain/evaluation/resampling.js";
import type { ComparedPapers } from "../../../src/domain/trends/compared-papers.js";
import { findRisingTopics, type RisingTopics } from "../../../src/domain/trends/rising-topics.js";
import { normalizeVector } from "../../../src/domain/vectors/vector.js";

const dimensions = 24;
const subjects = [
  ..."whales glaciers engines poems markets proteins planets bridges theorems melodies".split(" "),
  ..."vaccines harbours lasers grammars volcanoes markets2 pigments fungi turbines treaties".split(" "),
];

interface Library {
  readonly subjectOf: readonly number[];
  readonly windowOf: readonly number[];
}

/** Papers around one direction for each subject, by a library's subjects and windows. */
function findTopics({ subjectOf, windowOf }: Library, seed = 3): RisingTopics {
  const random = createRandom(seed);
  const draw = () => Float32Array.from({ length: dimensions }, () => random() + random() + random() - 1.5);
  const centres = subjects.map(draw);
  const vectors = subjectOf.map((subject) => {
    const noise = draw();
    return normalizeVector(centres[subject]!.map((value, place) => value + 0.6 * noise[place]!))!;
  });
  const papers: ComparedPapers = {
    period: "year",
    windows: 6,
    spans: [],
    ordinals: Int32Array.from(subjectOf.keys()),
    windowOf: Uint8Array.from(windowOf),
    stratumOf: new Uint16Array(subjectOf.length),
    strata: 1,
  };
  return findRisingTopics(papers, {
    readVector: (ordinal) => vectors[ordinal],
    readTitle: (ordinal) => `On ${subjects[subjectOf[ordinal]!]}`,
    areSame: (one, other) => Math.floor(one / 2) === Math.floor(other / 2),
  });
}

/** As many papers of each subject in each window, in any order. */
function drawLibrary(size: number, random: () => number): Library {
  const subjectOf = Array.from({ length: size }, () => Math.floor(random() * subjects.length));
  return { subjectOf, windowOf: subjectOf.map(() => Math.floor(random() * 6)) };
}

describe("rising topics", () => {
  it("are rarely found where dates are drawn at random", () => {
    const random = createRandom(11);
    let found = 0;
    for (let library = 0; library < 60; library += 1)
      if (findTopics(drawLibrary(700, random), library + 1).rising.length > 0) found += 1;
    expect(found / 60).toBeLessThanOrEqual(0.05);
  });

  it("are found where one is planted, with its words, its papers and its centre", () => {
    const random = createRandom(12);
    let found = 0;
    for (let library = 0; library < 10; library += 1) {
      const { subjectOf, windowOf } = drawLibrary(1_200, random);
      const planted = Array.from({ length: 45 }, () => 3);
      const both = { subjectOf: [...subjectOf, ...planted], windowOf: [...windowOf, ...planted.map(() => 0)] };
      const first = findTopics(both, library + 1).rising.find(({ names }) => names[0] === "poems");
      if (!first) continue;
      found += 1;
      expect(first.papers).toBeGreaterThan(first.expected * 1.5);
      expect(first.levels[0]).toBeGreaterThan(1.5);
      expect(first.central.length).toBe(5);
      expect(first.central.every((ordinal) => both.subjectOf[ordinal] === 3 && both.windowOf[ordinal] === 0)).toBe(
        true,
      );
      const pairs = new Set(first.central.map((ordinal) => Math.floor(ordinal / 2)));
      expect(pairs.size).toBe(first.central.length);
    }
    expect(found).toBeGreaterThanOrEqual(9);
  });

  it("are none where no paper has a vector", () => {
    const papers = {
      period: "year",
      windows: 2,
      spans: [],
      strata: 1,
      ordinals: Int32Array.of(1, 2),
      windowOf: Uint8Array.of(0, 1),
      stratumOf: Uint16Array.of(0, 0),
    } as ComparedPapers;
    const source = { readVector: () => undefined, readTitle: () => "", areSame: () => false };
    expect(findRisingTopics(papers, source)).toEqual({ rising: [], topics: 0, totals: [] });
  });

  it("are the same for the same papers", () => {
    const library = drawLibrary(400, createRandom(4));
    expect(findTopics(library)).toEqual(findTopics(library));
  });
});
