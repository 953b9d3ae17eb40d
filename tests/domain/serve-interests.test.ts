import { describe, expect, it } from "vitest";
import { serveInterests } from "../../src/domain/recommend/serve-interests.js";

/** Papers of one interest with these scores. */
const papersOf = (interest: number, ...scores: number[]) => scores.map((score) => ({ interest, score }));
const served = (papers: readonly { interest: number; score: number }[], weights: readonly number[], limit = 10) =>
  serveInterests(papers, { weights, limit }).map(({ interest }) => interest);

describe("the places of a list", () => {
  const many = (interest: number, score: number) => papersOf(interest, ...Array.from({ length: 20 }, () => score));

  it("are shared equally by interests with as many liked papers, the better paper first", () => {
    expect(served([...many(0, 0.85), ...many(1, 0.9)], [1, 1], 6)).toEqual([1, 0, 1, 0, 1, 0]);
  });

  it("follow the numbers of liked papers", () => {
    const order = served([...many(0, 0.9), ...many(1, 0.9), ...many(2, 0.9)], [5, 3, 2]);
    expect([0, 1, 2].map((interest) => order.filter((one) => one === interest).length)).toEqual([5, 3, 2]);
    expect(served([...many(0, 0.9), ...many(1, 0.9)], [9, 1]).filter((one) => one === 1)).toHaveLength(1);
  });

  it("are not given to papers that are much worse than what others still have", () => {
    const papers = [...papersOf(0, 0.9, 0.85, 0.8, 0.5), ...papersOf(1, 0.72, 0.45)];
    expect(served(papers, [1, 1])).toEqual([0, 0, 1, 0, 1, 0]);
  });

  it("keep the order of a single interest, up to the limit", () => {
    expect(serveInterests(papersOf(0, 0.9, 0.1, 0.5), { weights: [3], limit: 2 })).toEqual(papersOf(0, 0.9, 0.1));
  });
});
