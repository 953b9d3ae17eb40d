import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../src/services/services.js";
import { search, type SearchInput } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const findIds = async (services: Services, request: SearchInput) =>
  (await search(services, request)).hits.map(({ paper }) => paper.id);
const modes = ["hybrid", "semantic", "keyword"] as const;

describe("a search", () => {
  let library: TestLibrary;
  let services: Services;
  beforeAll(async () => {
    library = await openTestLibrary();
    ({ services } = library);
    await ingest(services, [
      { id: "zebra", title: "Zebra stripes", year: 2000, venue: "Ecology", authors: ["Ada Lovelace"] },
      { id: "zebras", title: "Zebra herds and zebra stripes in zebra country", year: 2010, venue: "Ecology" },
      { id: "lion", title: "Lion manes", year: 2020, venue: "Zoology" },
      { id: "doi:10.1000/182", title: "Tiger teeth", doi: "10.1000/182" },
      { id: "arxiv:2301.01234", title: "Bear claws", arxivId: "2301.01234v2" },
      { id: "mute", title: "Zebra without a vector [[fail]]", year: 2010 },
    ]);
  });
  afterAll(() => library.dispose());

  it.each([
    // Three papers contain the word.
    ["keyword", 3],
    // Five papers have a vector.
    ["semantic", 5],
    // The three that contain the word, and the three nearest ones that do not.
    ["hybrid", 6],
  ] as const)("in %s mode counts %i", async (mode, total) => {
    expect((await search(services, { query: "zebra", mode })).total).toBe(total);
  });

  it.each([
    ["keyword", 2],
    ["semantic", 2],
    ["hybrid", 3],
  ] as const)("in %s mode counts %i of the three papers that pass a filter", async (mode, total) => {
    // zebras and mute contain the word; zebras and lion have a vector.
    const answer = await search(services, { query: "zebra", mode, filter: { yearFrom: 2010 } });
    expect([answer.total, answer.hits.length]).toEqual([total, total]);
  });

  it("reports which list found each paper", async () => {
    const { hits } = await search(services, { query: "zebra stripes hunting lion" });
    const matchedBy = new Map(hits.map((hit) => [hit.paper.id, hit.matchedBy]));
    expect(matchedBy.get("zebras")).toBe("both");
    expect(matchedBy.get("mute")).toBe("keyword");
    expect(matchedBy.get("doi:10.1000/182")).toBe("meaning");
  });

  it.each(modes)("for a title in %s mode lists that paper first, with the highest score", async (mode) => {
    const { hits } = await search(services, { query: " zebra STRIPES. ", mode });
    expect(hits[0]).toMatchObject({ paper: { id: "zebra" }, matchedBy: "exact" });
    expect(hits.filter(({ paper }) => paper.id === "zebra")).toHaveLength(1);
    expect(hits.map(({ score }) => score)).toEqual(
      hits.map(({ score }) => score).toSorted((one, other) => other - one),
    );
  });

  it.each([
    ["a DOI", "https://doi.org/10.1000/182", "doi:10.1000/182"],
    ["an arXiv id", "arXiv:2301.01234v1", "arxiv:2301.01234"],
    ["an id", "lion", "lion"],
  ])("for %s lists that paper first in every mode", async (_what, query, id) => {
    for (const mode of modes) expect((await findIds(services, { query, mode }))[0]).toBe(id);
  });

  it("lists an exact match only when it passes the filter", async () => {
    expect(await findIds(services, { query: "Zebra stripes", mode: "keyword", filter: { year: 2010 } })).not.toContain(
      "zebra",
    );
  });

  it("counts at least the papers it lists", async () => {
    await ingest(services, [{ id: "cites", title: "A note on 10.1000 and 182" }]);
    const { hits, total } = await search(services, { query: "10.1000/182", mode: "keyword" });
    expect([hits.map(({ paper }) => paper.id), total]).toEqual([["doi:10.1000/182", "cites"], 2]);
    await services.removePaper("cites");
  });

  it("ranks by keywords only at weight 0 and by meaning only at weight 1", async () => {
    const byWords = await search(services, { query: "stripes", semanticWeight: 0 });
    expect(new Set(byWords.hits.map(({ matchedBy }) => matchedBy))).toEqual(new Set(["keyword"]));
    expect(byWords.hits.map(({ paper }) => paper.id)).toEqual(
      await findIds(services, { query: "stripes", mode: "keyword" }),
    );
    const byMeaning = await search(services, { query: "stripes", semanticWeight: 1 });
    expect(new Set(byMeaning.hits.map(({ matchedBy }) => matchedBy))).toEqual(new Set(["meaning"]));
    expect(byMeaning.hits.map(({ paper }) => paper.id)).toEqual(
      await findIds(services, { query: "stripes", mode: "semantic" }),
    );
  });

  it("finds nothing for words that no paper contains", async () => {
    expect(await search(services, { query: "quokka", mode: "keyword" })).toMatchObject({ hits: [], total: 0 });
    expect(await search(services, { query: "the and of", mode: "keyword" })).toMatchObject({ hits: [], total: 0 });
  });

  it("reports the duration of its stages", async () => {
    const { timings } = await search(services, { query: "zebra", filter: { year: 2010 } });
    expect(Object.keys(timings).toSorted()).toEqual([
      "embedMs",
      "fetchMs",
      "filterMs",
      "fuseMs",
      "keywordMs",
      "semanticMs",
      "totalMs",
    ]);
    expect((await search(services, { query: "zebra", mode: "keyword" })).timings).not.toHaveProperty("embedMs");
  });
});

describe("paging through a search", () => {
  let library: TestLibrary;
  beforeAll(async () => {
    library = await openTestLibrary();
    const papers = Array.from({ length: 230 }, (_, index) => ({
      id: `p${index}`,
      title: `Common topic ${nameWords(index)}`,
    }));
    await ingest(library.services, papers);
  });
  afterAll(() => library.dispose());

  it.each(modes)("in %s mode returns every hit once, in the same order for any page size", async (mode) => {
    const read = async (limit: number) => {
      const ids: string[] = [];
      for (let offset = 0; offset < 300; offset += limit)
        ids.push(...(await findIds(library.services, { query: "common topic", mode, limit, offset, minScore: 0 })));
      return ids;
    };
    const ids = await read(30);
    expect(ids).toHaveLength(230);
    expect(new Set(ids).size).toBe(230);
    expect(await read(100)).toEqual(ids);
  });

  it("returns nothing beyond the last hit, but still the total", async () => {
    expect(await search(library.services, { query: "common", mode: "keyword", offset: 990 })).toMatchObject({
      hits: [],
      total: 230,
    });
  });
});

/** A few words in a combination that is unique to each paper, so that vectors and lengths differ. */
function nameWords(number: number): string {
  return Array.from({ length: 2 + (number % 9) }, (_, place) => `word${(number * (place + 3) * 7919) % 997}`).join(" ");
}
