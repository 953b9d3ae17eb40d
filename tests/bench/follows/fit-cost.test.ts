import { expect, it } from "vitest";
import { fitCost } from "./fit-cost.js";

it("finds what a paper, a pair and a match cost", () => {
  const runs = [
    [100, 0, 0],
    [100, 1_000, 50],
    [200, 3_000, 900],
    [100, 3_000, 20],
  ] as const;
  const costs = runs.map(([papers, follows, matches]) => ({
    papers,
    follows,
    matches,
    cpuMs: papers * 0.5 + papers * follows * 0.0001 + matches * 0.03,
  }));
  const { paper, pair, match, error } = fitCost(costs);
  expect([paper, pair, match].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([500, 0.1, 30]);
  expect(error).toBeLessThan(1e-9);
});
