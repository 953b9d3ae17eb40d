import { describe, expect, it } from "vitest";
import { dropPart } from "../../src/web/search/drop-part.js";

describe("A part of a query that is removed", () => {
  const without = (query: string, part: string) => {
    const start = query.indexOf(part);
    return dropPart(query, [start, start + part.length]);
  };

  it.each([
    ["bees year:2019 in towns", "year:2019", "bees in towns"],
    ["year:2019", "year:2019", ""],
    ["bees AND towns", "towns", "bees"],
    ["bees AND towns", "bees", "towns"],
    ["bees AND towns AND trees", "towns", "bees AND trees"],
    ["bees OR towns OR trees", "trees", "bees OR towns"],
    ["bees NOT towns", "NOT towns", "bees"],
    ["bees AND (towns)", "towns", "bees"],
    ["bees AND (towns OR trees)", "towns", "bees AND (trees)"],
    ['bees -"old towns"', '-"old towns"', "bees"],
  ])("of %s, %s, leaves %s", (query, part, rest) => {
    expect(without(query, part)).toBe(rest);
  });
});
