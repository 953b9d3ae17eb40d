import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortInSteps } from "../../src/domain/search/sort-in-steps.js";

function sort(papers: readonly (readonly [number, number])[], count: number): { places: number[]; steps: number } {
  const sorting = sortInSteps(
    { ordinals: papers.map(([ordinal]) => ordinal), values: Float64Array.from(papers, ([, value]) => value) },
    count,
  );
  let steps = 0;
  let step = sorting.next();
  for (; step.done !== true; step = sorting.next()) steps += 1;
  return { places: [...step.value], steps };
}

describe("sorting in steps", () => {
  it("gives the first places by descending value, equal ones by ordinal", () => {
    const papers = [
      [5, 0.2],
      [9, 0.9],
      [3, 0.2],
      [1, -4],
      [7, 0.9],
    ] as const;
    expect(sort(papers, 9).places).toEqual([4, 1, 2, 0, 3]);
    expect(sort(papers, 3).places).toEqual([4, 1, 2]);
    expect(sort([], 3).places).toEqual([]);
    expect(
      sort(
        [
          [0, -Number.MIN_VALUE],
          [1, 0],
        ],
        1,
      ).places,
    ).toEqual([1]);
  });

  it("agrees with sorting at once, whatever the values", () => {
    const value = fc.oneof(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constantFrom(0, 0.5, 0.5 + 1e-12));
    const papers = fc.uniqueArray(fc.tuple(fc.nat(500), value), { selector: ([ordinal]) => ordinal });
    fc.assert(
      fc.property(papers, fc.nat(40), (given, count) => {
        const expected = [...given.keys()].sort(
          (one, other) => given[other]![1] - given[one]![1] || given[one]![0] - given[other]![0],
        );
        expect(sort(given, count).places).toEqual(expected.slice(0, count));
      }),
    );
  });

  it("stops in between, more often the more papers are wanted", () => {
    const papers = Array.from({ length: 50_000 }, (_, at) => [at, Math.sin(at)] as const);
    expect(sort(papers, 50_000).steps).toBeGreaterThanOrEqual(10);
    expect(sort(papers, 5_000).steps).toBeLessThan(5);
  });
});
