import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../src/services/services.js";
import { answerPapers } from "../support/answer-papers.js";
import { search, type SearchInput } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const modes = ["hybrid", "semantic", "keyword"] as const;

describe("a search answer", () => {
  let library: TestLibrary;
  let services: Services;
  const findIds = async (request: SearchInput) => (await search(services, request)).hits.map(({ paper }) => paper.id);
  beforeAll(async () => {
    library = await openTestLibrary();
    ({ services } = library);
    await ingest(services, answerPapers);
  });
  afterAll(() => library.dispose());

  it.each(modes)("in %s mode contains only papers with the quoted phrase", async (mode) => {
    expect((await findIds({ query: '"neural network" grasp', mode })).toSorted()).toEqual(["deep", "robot"]);
  });

  it.each(modes)("in %s mode excludes papers with an excluded word or phrase", async (mode) => {
    const ids = await findIds({ query: 'neural networks -survey -"learns to see"', mode });
    expect(ids).toContain("robot");
    expect(ids).not.toContain("graph");
    expect(ids).not.toContain("deep");
  });

  it.each([
    ["networks author:noether", ["deep", "graph"]],
    ['network author:"ada lovelace" author:noether', ["deep"]],
    ["network venue:icml year:2020..", ["robot"]],
    ["networks category:stat", ["graph"]],
    ["networks year:2019", ["deep"]],
  ])("is limited by the query syntax: %s", async (query, ids) => {
    expect((await findIds({ query })).toSorted()).toEqual(ids);
  });

  it("narrows the filter's years by those in the query, and never widens them", async () => {
    expect(await findIds({ query: "networks year:2000..2019", filter: { yearFrom: 2020 } })).toEqual([]);
    expect(await findIds({ query: "networks year:2019..", filter: { yearTo: 2019 } })).toEqual(["deep"]);
  });

  it("lists papers newest first when the query contains only filters", async () => {
    const answer = await search(services, { query: "author:noether", facets: "author" });
    expect(answer.hits.map(({ paper, matchedBy, score }) => [paper.id, matchedBy, score])).toEqual([
      ["graph", "filter", 1],
      ["deep", "filter", 1],
    ]);
    expect([answer.total, answer.facets?.author?.[0]]).toEqual([2, { value: "Emmy Noether", count: 2 }]);
  });

  it("recognizes a title that looks like query syntax", async () => {
    const { hits } = await search(services, { query: '"Why?": author:anonymous asks -again' });
    expect(hits[0]).toMatchObject({ paper: { id: "quoted" }, matchedBy: "exact", score: 1 });
  });

  it("says when no paper contains a phrase, and ranks by its words", async () => {
    const answer = await search(services, { query: '"network neural grasp"' });
    expect(answer.noGoodMatch).toBe(true);
    expect(answer.hits[0]?.paper.id).toBe("robot");
  });

  it("finds a misspelled word and suggests its spelling", async () => {
    const byWords = await search(services, { query: "reinforcemant", mode: "keyword" });
    expect(byWords.didYouMean).toBe("reinforcement");
    expect(byWords.hits.map(({ paper }) => paper.id)).toEqual(["robot"]);
    expect((await search(services, { query: "newral author:hopper" })).didYouMean).toBe("neural author:hopper");
    expect(await search(services, { query: "reinforcement" })).not.toHaveProperty("didYouMean");
    expect(await search(services, { query: "quokka" })).not.toHaveProperty("didYouMean");
  });

  it("marks the ranges of the matching words", async () => {
    const { hits } = await search(services, { query: "grasping robot", mode: "keyword" });
    const [{ paper, highlights } = { paper: undefined, highlights: undefined }] = hits;
    const cut = (text: string, ranges: readonly (readonly [number, number])[] = []) =>
      ranges.map(([start, end]) => text.slice(start, end));
    expect(cut(paper?.title ?? "", highlights?.title)).toEqual(["Robots", "grasp"]);
    expect(cut(paper?.abstract ?? "", highlights?.abstract)).toEqual(["Grasping"]);
    expect((await search(services, { query: "grasping", mode: "semantic" })).hits[0]).not.toHaveProperty("highlights");
  });

  it("explains a hit by its evidence, ranks, words and most similar sentence", async () => {
    const { hits } = await search(services, { query: "cats that learn", explain: true });
    expect(hits[0]?.paper.id).toBe("deep");
    expect(hits[0]?.explanation).toMatchObject({
      evidence: expect.any(Number),
      keyword: { rank: 1, weight: 0.5, words: ["learns", "cats"], missing: [] },
      meaning: { rank: expect.any(Number), weight: 0.5 },
      sentence: { text: "It learns to see cats.", range: [27, 49], cosine: expect.any(Number) },
    });
    const { keyword, meaning, evidence = 0 } = hits[0]?.explanation ?? {};
    const sum = 0.5 * (keyword?.share ?? 0) + 0.5 * (meaning?.share ?? 0);
    expect(Math.max(sum, (meaning?.share ?? 0) - 0.1)).toBeCloseTo(evidence, 3);
    const named = await search(services, { query: "quokka cats of noether and others", explain: true });
    const missed = named.hits.find(({ paper }) => paper.id === "deep")?.explanation?.keyword?.missing;
    expect(missed).toEqual(["quokka", "others"]);
  });

  it("marks the sentence nearest to the question, when asked to", async () => {
    const snippetOf = async (request: Parameters<typeof search>[1]) => {
      const { hits } = await search(services, { ...request, snippets: true });
      const hit = hits.find(({ paper }) => paper.id === "deep");
      return hit?.snippet && hit.paper.abstract?.slice(...hit.snippet);
    };
    for (const mode of modes) expect(await snippetOf({ query: "seeing cats", mode })).toBe("It learns to see cats.");
    // Only words have a nearest sentence.
    expect(await snippetOf({ query: "", filter: { ids: ["deep"] } })).toBeUndefined();
    expect((await search(services, { query: "seeing cats" })).hits[0]).not.toHaveProperty("snippet");
  });

  it("has descending scores from 0 to 1, and says when even the best match is poor", async () => {
    for (const mode of modes) {
      const { hits, noGoodMatch } = await search(services, { query: "deep neural networks see cats", mode });
      const scores = hits.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
      expect(Math.max(...scores)).toBeLessThanOrEqual(1);
      expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
      expect(noGoodMatch).toBeUndefined();
    }
    const poor = await search(services, { query: "sourdough bread recipes" });
    expect([poor.noGoodMatch, poor.hits.length > 0]).toEqual([true, true]);
    expect(await search(services, { query: "sourdough", mode: "keyword" })).toMatchObject({
      hits: [],
      noGoodMatch: true,
    });
  });

  it("sorts good matches by date, age and title", async () => {
    const ids = await findIds({ query: "neural networks", sort: "date", mode: "keyword" });
    expect(ids).toEqual(["robot", "graph", "deep", "mute"]);
    for (const sort of ["oldest", "title"] as const) {
      const sorted = await findIds({ query: "neural networks", sort, mode: "keyword" });
      // The last one is no good match.
      expect(sorted).toEqual(["deep", "graph", "robot", "mute"]);
    }
    expect(await findIds({ query: "year:1990..", sort: "title" })).toEqual([
      "deep",
      "graph",
      "mute",
      "robot",
      "quoted",
    ]);
  });
});
