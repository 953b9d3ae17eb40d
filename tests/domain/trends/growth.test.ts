import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureGrowth, selectDiscoveries, type TopicCounts, upperTail } from "../../../src/domain/trends/growth.js";
import { createRandom } from "../../../src/domain/evaluation/resampling.js";

/** Counts of one venue: a row per topic, the latest window first. */
function oneVenue(rows: readonly (readonly number[])[]): TopicCounts {
  return { topics: rows.length, strata: 1, windows: rows[0]!.length, counts: Float64Array.from(rows.flat()) };
}

/** The topics that rise. */
function findRising(table: TopicCounts): readonly number[] {
  return selectDiscoveries(measureGrowth(table).map(({ p }) => p));
}

describe("growth", () => {
  it("calls two papers that become four no trend", () => {
    const table = oneVenue([
      [4, 2, 2, 2],
      [100, 98, 97, 99],
    ]);
    expect(findRising(table)).toEqual([]);
    expect(measureGrowth(table)[0]!.factor).toBeLessThan(1.6);
  });

  it("finds a topic that triples among others that keep their share", () => {
    const table = oneVenue([[60, 20, 21, 19], ...Array.from({ length: 9 }, () => [40, 41, 39, 40])]);
    expect(findRising(table)).toEqual([0]);
    const [growth] = measureGrowth(table);
    expect(growth!.factor).toBeGreaterThan(2);
    expect(growth!.factorLow).toBeGreaterThan(1.5);
    expect(growth!.factorLow).toBeLessThan(growth!.factor);
  });

  it("finds a topic that had no papers before", () => {
    const table = oneVenue([[30, 0, 0, 0], ...Array.from({ length: 9 }, () => [40, 41, 39, 40])]);
    expect(findRising(table)).toEqual([0]);
  });

  it("calls a library that grows no trend", () => {
    expect(findRising(oneVenue(Array.from({ length: 10 }, () => [300, 30, 31, 29])))).toEqual([]);
  });

  it("does not take a new venue, or a venue that has not come yet, for a trend", () => {
    // Topic 0 is of venue A, topic 1 of venue B. B has no past; then A lacks its papers of this year.
    const ofVenues = (a: readonly number[], b: readonly number[]): TopicCounts => ({
      topics: 2,
      strata: 2,
      windows: 3,
      counts: Float64Array.from([...a, 0, 0, 0, 0, 0, 0, ...b]),
    });
    expect(findRising(ofVenues([100, 100, 100], [100, 0, 0]))).toEqual([]);
    expect(findRising(ofVenues([0, 100, 100], [100, 100, 100]))).toEqual([]);
    const naive = oneVenue([
      [0, 100, 100],
      [100, 100, 100],
    ]);
    expect(findRising(naive)).toEqual([1]);
  });

  it("asks for more where topics vary more from window to window", () => {
    const grown = [60, 30, 30, 30, 30];
    const calm = Array.from({ length: 9 }, () => [50, 50, 50, 50, 50]);
    const wild = Array.from({ length: 9 }, (_, topic) => (topic % 2 ? [50, 80, 20, 80, 20] : [50, 20, 80, 20, 80]));
    expect(findRising(oneVenue([grown, ...calm]))).toEqual([0]);
    expect(findRising(oneVenue([grown, ...wild]))).toEqual([]);
  });

  it("rarely finds a rising topic where only chance is at work", () => {
    const random = createRandom(5);
    let [libraries, papers] = [0, 0];
    for (let library = 0; library < 1_000; library += 1) {
      const shares = Array.from({ length: 40 }, (_, topic) => 1 / (topic + 3));
      const mean = 200 + 2_000 * random();
      const total = shares.reduce((sum, share) => sum + share, 0);
      const rows = shares.map((share) => Array.from({ length: 7 }, () => drawPoisson((mean * share) / total, random)));
      papers += rows.flat().reduce((sum, count) => sum + count, 0);
      if (findRising(oneVenue(rows)).length > 0) libraries += 1;
    }
    expect(papers).toBeGreaterThan(1_000_000);
    expect(libraries / 1_000).toBeLessThan(0.05);
  });

  it("gives finite numbers for any counts, and grows with what was found", () => {
    const rows = fc.array(fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, (counts) => {
        for (const { found, factor, factorLow, p, levels } of measureGrowth(oneVenue(counts))) {
          expect([found, factor, factorLow, p, ...levels].every(Number.isFinite)).toBe(true);
          expect(factorLow).toBeLessThanOrEqual(factor);
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("reads the normal distribution as tables print it", () => {
    for (const [z, p] of [
      [0, 0.5],
      [1.645, 0.04998],
      [-1, 0.84134],
      [3, 0.00135],
    ] as const)
      expect(upperTail(z)).toBeCloseTo(p, 4);
  });

  it("selects discoveries by Benjamini and Hochberg's own example", () => {
    // The 15 p values of their table of 1995: four are significant at 5 %.
    const ps = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    expect(selectDiscoveries(ps)).toEqual([0, 1, 2, 3]);
  });
});

/** Knuth's method; the mean is at most some hundred. */
function drawPoisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}
