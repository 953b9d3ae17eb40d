import { describe, expect, it } from "vitest";
import { groupInterests } from "../../src/domain/recommend/interests.js";

const vector = (...values: number[]) => Float32Array.from(values);

describe("interests", () => {
  it("are the groups of liked papers whose means are not alike", () => {
    // Two papers near the first axis, two near the second, one opposite to the first axis.
    const liked = [vector(1, 0, 0), vector(0, 1, 0), vector(0.8, 0, 0.6), vector(0, 0.8, -0.6), vector(-1, 0, 0)];
    expect(groupInterests(liked)).toEqual([[0, 2], [1, 3], [4]]);
  });

  it("are one for papers of one subject, and for a single paper", () => {
    expect(groupInterests([vector(1, 0), vector(0.8, 0.6), vector(0.6, 0.8)])).toEqual([[0, 1, 2]]);
    expect(groupInterests([vector(1, 0)])).toEqual([[0]]);
  });

  it("do not depend on a paper at the mean of the corpus", () => {
    expect(groupInterests([vector(0, 0), vector(1, 0), vector(1, 0)])).toEqual([[0], [1, 2]]);
  });

  it("are found for a hundred papers", () => {
    const liked = Array.from({ length: 100 }, (_, place) => vector(place % 2, (place + 1) % 2));
    expect(groupInterests(liked).map(({ length }) => length)).toEqual([50, 50]);
  });
});
