import { expect, it } from "vitest";
import { describeMarked } from "../../src/web/map/describe-marked.js";

it("The map says which of the papers found are marked, unless all are", () => {
  expect(describeMarked(100, 1332)).toBe("The first 100 of 1,332 papers are marked.");
  expect(describeMarked(1, 2)).toBe("The first of 2 papers is marked.");
  expect(describeMarked(60, 60)).toBeUndefined();
  expect(describeMarked(0, 12)).toBeUndefined();
  expect(describeMarked(20, undefined)).toBeUndefined();
});
