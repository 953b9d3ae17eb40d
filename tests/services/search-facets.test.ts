import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerPapers } from "../support/answer-papers.js";
import { search } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const modes = ["hybrid", "semantic", "keyword"] as const;

describe("facets", () => {
  let library: TestLibrary;
  beforeAll(async () => {
    library = await openTestLibrary();
    await ingest(library.services, answerPapers);
  });
  afterAll(() => library.dispose());

  it.each([
    // deep, graph, robot and mute contain "network".
    [
      "keyword",
      4,
      [
        [2019, 1],
        [2020, 2],
        [2021, 1],
      ],
    ],
    // All but mute have a vector.
    [
      "semantic",
      4,
      [
        [2019, 1],
        [2020, 1],
        [2021, 1],
        [2022, 1],
      ],
    ],
    // Those that contain the word, and the nearest ones, which here are all papers.
    [
      "hybrid",
      5,
      [
        [2019, 1],
        [2020, 2],
        [2021, 1],
        [2022, 1],
      ],
    ],
  ] as const)("in %s mode count the %i papers of the total", async (mode, total, years) => {
    const answer = await search(library.services, { query: "network", mode, facets: true, limit: 1 });
    expect(answer.total).toBe(total);
    expect(answer.facets?.year?.map(({ value, count }) => [value, count])).toEqual(years);
    expect(answer.facets?.venue?.[0]).toMatchObject({ count: 2 });
    expect(answer.facets?.category?.find(({ value }) => value === "cs.LG")?.count).toBe(2);
  });

  it("agree with the results when one of their values is used as a filter", async () => {
    for (const mode of modes) {
      const { facets } = await search(library.services, { query: "network", mode, facets: true });
      for (const { value, count } of facets?.author ?? []) {
        const narrowed = await search(library.services, { query: "network", mode, filter: { author: [value] } });
        expect([mode, value, narrowed.total]).toEqual([mode, value, count]);
      }
    }
  });

  it("are returned only when requested", async () => {
    expect(await search(library.services, { query: "network" })).not.toHaveProperty("facets");
    const { facets } = await search(library.services, { query: "network", facets: ["venue"] });
    expect(Object.keys(facets ?? {})).toEqual(["venue"]);
  });
});
