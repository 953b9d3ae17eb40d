import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findBar, findBars, nameBar, scaleYears, toYears } from "../../src/web/search/facets/year-scale.js";

const count = (years: Readonly<Record<number, number>>) =>
  Object.entries(years).map(([value, papers]) => ({ value: Number(value), count: papers }));

describe("The histogram of years", () => {
  it("has a bar for every year between the first and the last", () => {
    const scale = scaleYears(count({ 2001: 4, 2003: 1 }));
    expect(scale?.bars.map(({ from, count: papers, height }) => [from, papers, height])).toEqual([
      [2001, 4, 1],
      [2002, 0, 0],
      [2003, 1, 0.25],
    ]);
  });

  it("combines several years into a bar where there are many", () => {
    const scale = scaleYears(count({ 1901: 1, 1902: 2, 2000: 6 }));
    // 100 years in at most 48 bars: three years per bar, 34 bars.
    expect(scale?.bars).toHaveLength(34);
    expect(scale?.bars[0]).toEqual({ from: 1901, to: 1903, count: 3, height: 0.5 });
    expect(scale?.bars.at(-1)).toEqual({ from: 2000, to: 2000, count: 6, height: 1 });
  });

  it("gathers a paper of 1665 and a slip of the year 2999 at its ends, and says so", () => {
    const scale = scaleYears(count({ 1665: 1, 2018: 40, 2019: 60, 2021: 50, 2022: 30, 2999: 1 }))!;
    expect(scale.bars.map(nameBar)).toEqual(["before 2018", "2018", "2019", "2020", "2021", "2022", "after 2022"]);
    expect(scale.bars.map(({ count: papers }) => papers)).toEqual([1, 40, 60, 0, 50, 30, 1]);
    expect(scale.bars[0]).toMatchObject({ from: 1665, to: 2017 });
    expect(toYears(scale, [0, 0])).toEqual({ yearFrom: undefined, yearTo: 2017 });
    expect(toYears(scale, [1, 5])).toEqual({ yearFrom: 2018, yearTo: 2022 });
    expect(findBars(scale, { yearFrom: 1700, yearTo: 2019 })).toEqual([0, 2]);
  });

  it("keeps the years of a library that is spread over centuries", () => {
    const scale = scaleYears(Array.from({ length: 360 }, (_, at) => ({ value: 1665 + at, count: 1 })))!;
    expect(scale.bars.some(({ tail }) => tail !== undefined)).toBe(false);
    expect(scale.bars.length).toBeLessThanOrEqual(48);
  });

  it("counts every paper once, whatever the years, and reads back the bars of a range", () => {
    const years = fc.uniqueArray(
      fc.record({ value: fc.integer({ min: 1000, max: 3000 }), count: fc.integer({ min: 1, max: 500 }) }),
      { selector: ({ value }) => value, minLength: 2, maxLength: 60 },
    );
    const property = fc.property(years, fc.nat(), fc.nat(), (counts, one, other) => {
      const scale = scaleYears(counts)!;
      const { bars } = scale;
      expect(bars.length).toBeLessThanOrEqual(50);
      const sum = (all: readonly { count: number }[]) => all.reduce((total, { count: papers }) => total + papers, 0);
      expect(sum(bars)).toBe(sum(counts));
      for (const [at, { from, to }] of bars.entries()) {
        expect(from).toBeLessThanOrEqual(to);
        expect(from).toBe(at === 0 ? from : bars[at - 1]!.to + 1);
      }
      const [first, last] = [one % bars.length, other % bars.length].sort((low, high) => low - high) as [
        number,
        number,
      ];
      expect(findBars(scale, toYears(scale, [first, last]))).toEqual([first, last]);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("includes the years that are chosen, where no paper is of them", () => {
    const late = scaleYears(count({ 2020: 3, 2022: 1 }), { yearFrom: 2018, yearTo: 2020 })!;
    expect(late.bars.map(({ from, count: papers }) => [from, papers])).toEqual([
      [2018, 0],
      [2019, 0],
      [2020, 3],
      [2021, 0],
      [2022, 1],
    ]);
    expect(findBars(late, { yearFrom: 2018, yearTo: 2020 })).toEqual([0, 2]);
    const early = scaleYears(count({ 2018: 2 }), { yearFrom: 2018, yearTo: 2020 })!;
    expect(early.bars.map(nameBar)).toEqual(["2018", "2019", "2020"]);
    const none = scaleYears([], { yearFrom: 2018, yearTo: 2019 })!;
    expect(none.bars.map(({ height }) => height)).toEqual([0, 0]);
  });

  it("is absent where there is no range to select", () => {
    expect(scaleYears([])).toBeUndefined();
    expect(scaleYears(count({ 2001: 4 }))).toBeUndefined();
  });

  it("finds the bar at a position, and leaves the ends of the axis open", () => {
    const scale = scaleYears(count({ 2001: 1, 2004: 1 }))!;
    expect([-1, 0, 0.3, 0.99, 7].map((place) => findBar(scale, place))).toEqual([0, 0, 1, 3, 3]);
    expect(toYears(scale, [0, 2])).toEqual({ yearFrom: undefined, yearTo: 2003 });
    expect(toYears(scale, [1, 3])).toEqual({ yearFrom: 2002, yearTo: undefined });
  });
});
