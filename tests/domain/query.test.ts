import { describe, expect, it } from "vitest";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import { similarRequestSchema } from "../../src/domain/similar/request.js";
import { recommendationRequestSchema } from "../../src/domain/recommend/request.js";

const findPaths = (schema: typeof searchRequestSchema | typeof recommendationRequestSchema, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ path }) => path.join("."));

describe("searchRequestSchema", () => {
  it("has a default for everything but the query", () => {
    expect(searchRequestSchema.parse({ query: " what is it? " })).toEqual({
      query: "what is it?",
      limit: 10,
      offset: 0,
      mode: "hybrid",
      filter: {},
      sort: "relevance",
      facets: [],
      explain: false,
      duplicates: "fold",
    });
  });

  it.each([
    [true, ["year", "venue", "category", "author"]],
    ["true", ["year", "venue", "category", "author"]],
    ["1", ["year", "venue", "category", "author"]],
    ["venue, year", ["venue", "year"]],
    [["author"], ["author"]],
    [false, []],
    ["false", []],
    ["", []],
  ])("reads facets from %j", (facets, names) => {
    expect(searchRequestSchema.parse({ query: "q", facets }).facets).toEqual(names);
  });

  it("refuses a facet that there is not, and a cursor beside an offset", () => {
    expect(findPaths(searchRequestSchema, { query: "q", facets: "venue,publisher" })).toEqual(["facets"]);
    expect(findPaths(searchRequestSchema, { query: "q", cursor: "x", offset: 10 })).toEqual(["cursor"]);
  });

  it("keeps a semantic weight of 0", () => {
    expect(searchRequestSchema.parse({ query: "q", semanticWeight: 0 }).semanticWeight).toBe(0);
  });

  it("allows paging just to the end of the window", () => {
    expect(findPaths(searchRequestSchema, { query: "q", limit: 100, offset: 900 })).toBeUndefined();
    expect(findPaths(searchRequestSchema, { query: "q", limit: 100, offset: 901 })).toEqual(["offset"]);
  });

  it("takes a query of just the longest length", () => {
    expect(findPaths(searchRequestSchema, { query: "x".repeat(10_000) })).toBeUndefined();
    expect(findPaths(searchRequestSchema, { query: "x".repeat(10_001) })).toEqual(["query"]);
  });

  it.each([
    ["no query", {}, "query"],
    ["an empty query", { query: "  " }, "query"],
    ["a query that is no text", { query: ["q"] }, "query"],
    ["limit 0", { query: "q", limit: 0 }, "limit"],
    ["limit 101", { query: "q", limit: 101 }, "limit"],
    ["half a hit", { query: "q", limit: 1.5 }, "limit"],
    ["a limit that is no number", { query: "q", limit: "all" }, "limit"],
    ["a negative offset", { query: "q", offset: -1 }, "offset"],
    ["an unknown mode", { query: "q", mode: "magic" }, "mode"],
    ["a weight above 1", { query: "q", semanticWeight: 1.01 }, "semanticWeight"],
    ["a negative weight", { query: "q", semanticWeight: -0.1 }, "semanticWeight"],
    ["a wrong filter", { query: "q", filter: { year: "x" } }, "filter.year"],
  ])("refuses %s", (_what, request, path) => expect(findPaths(searchRequestSchema, request)).toEqual([path]));
});

describe("similarRequestSchema", () => {
  it("has a default for everything", () =>
    expect(similarRequestSchema.parse({})).toEqual({ limit: 10, filter: {}, diversity: 0, duplicates: "fold" }));
});

describe("recommendationRequestSchema", () => {
  it("takes papers by id and by text", () => {
    const request = { positive: [{ id: "a" }, { title: "T", abstract: "A" }], negative: [{ title: "N" }] };
    const defaults = { limit: 10, filter: {}, diversity: 0, duplicates: "fold" };
    expect(recommendationRequestSchema.parse(request)).toEqual({ ...request, ...defaults });
  });

  it.each([
    ["nothing liked", { positive: [] }, "positive"],
    ["no list", { positive: "a" }, "positive"],
    ["an example without id and title", { positive: [{}] }, "positive.0"],
    ["more than 100 examples", { positive: Array.from({ length: 101 }, () => ({ id: "a" })) }, "positive"],
  ])("refuses %s", (_what, request, path) => expect(findPaths(recommendationRequestSchema, request)).toEqual([path]));
});
