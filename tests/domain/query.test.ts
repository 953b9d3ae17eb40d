import { describe, expect, it } from "vitest";
import { searchRequestSchema } from "../../src/domain/search/request.js";
import { similarRequestSchema } from "../../src/domain/similar/request.js";
import { recommendationRequestSchema } from "../../src/domain/recommend/request.js";

const findPaths = (schema: typeof searchRequestSchema | typeof recommendationRequestSchema, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ path }) => path.join("."));

describe("searchRequestSchema", () => {
  it("has defaults for everything except the query", () => {
    expect(searchRequestSchema.parse({ query: " what is it? " })).toEqual({
      query: "what is it? ",
      limit: 10,
      offset: 0,
      mode: "hybrid",
      filter: {},
      prefix: false,
      spelling: "repair",
      sort: "relevance",
      facets: [],
      facetLimit: 20,
      explain: false,
      snippets: false,
      duplicates: "fold",
    });
  });

  it.each([
    [true, ["year", "venue", "category", "author", "tags", "has", "retracted", "extra"]],
    ["true", ["year", "venue", "category", "author", "tags", "has", "retracted", "extra"]],
    ["1", ["year", "venue", "category", "author", "tags", "has", "retracted", "extra"]],
    ["venue, year", ["venue", "year"]],
    [["author"], ["author"]],
    [false, []],
    ["false", []],
    ["", []],
  ])("reads facets from %j", (facets, names) => {
    expect(searchRequestSchema.parse({ query: "q", facets }).facets).toEqual(names);
  });

  it("rejects an unknown facet, and a cursor together with an offset", () => {
    expect(findPaths(searchRequestSchema, { query: "q", facets: "venue,publisher" })).toEqual(["facets"]);
    expect(findPaths(searchRequestSchema, { query: "q", cursor: "x", offset: 10 })).toEqual(["cursor"]);
  });

  it("keeps a semantic weight of 0", () => {
    expect(searchRequestSchema.parse({ query: "q", semanticWeight: 0 }).semanticWeight).toBe(0);
  });

  it("allows paging exactly to the end of the window", () => {
    expect(findPaths(searchRequestSchema, { query: "q", limit: 100, offset: 900 })).toBeUndefined();
    expect(findPaths(searchRequestSchema, { query: "q", limit: 100, offset: 901 })).toEqual(["offset"]);
  });

  it("accepts a query of exactly the maximum length", () => {
    expect(findPaths(searchRequestSchema, { query: "x".repeat(10_000) })).toBeUndefined();
    expect(findPaths(searchRequestSchema, { query: "x".repeat(10_001) })).toEqual(["query"]);
  });

  it.each([
    ["a query that is not a string", { query: ["q"] }, "query"],
    ["limit 0", { query: "q", limit: 0 }, "limit"],
    ["limit 101", { query: "q", limit: 101 }, "limit"],
    ["a fractional limit", { query: "q", limit: 1.5 }, "limit"],
    ["a limit that is not a number", { query: "q", limit: "all" }, "limit"],
    ["a negative offset", { query: "q", offset: -1 }, "offset"],
    ["an unknown mode", { query: "q", mode: "magic" }, "mode"],
    ["a weight above 1", { query: "q", semanticWeight: 1.01 }, "semanticWeight"],
    ["a negative weight", { query: "q", semanticWeight: -0.1 }, "semanticWeight"],
    ["an invalid filter", { query: "q", filter: { year: "x" } }, "filter.year"],
  ])("rejects %s", (_what, request, path) => expect(findPaths(searchRequestSchema, request)).toEqual([path]));
});

describe("similarRequestSchema", () => {
  it("has defaults for everything", () =>
    expect(similarRequestSchema.parse({})).toEqual({ limit: 10, filter: {}, diversity: 0, duplicates: "fold" }));
});

describe("recommendationRequestSchema", () => {
  it("accepts papers by id and by text", () => {
    const request = { positive: [{ id: "a" }, { title: "T", abstract: "A" }], negative: [{ title: "N" }] };
    const defaults = { limit: 10, filter: {}, diversity: 0, duplicates: "fold" };
    expect(recommendationRequestSchema.parse(request)).toEqual({ ...request, ...defaults });
  });

  it.each([
    ["an empty list of liked papers", { positive: [] }, "positive"],
    ["liked papers that are not a list", { positive: "a" }, "positive"],
    ["an example without id and title", { positive: [{}] }, "positive.0"],
    ["more than 100 examples", { positive: Array.from({ length: 101 }, () => ({ id: "a" })) }, "positive"],
  ])("rejects %s", (_what, request, path) => expect(findPaths(recommendationRequestSchema, request)).toEqual([path]));
});
