import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../src/services/services.js";
import { search, type SearchInput } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const looms = Array.from({ length: 30 }, (_, number) => ({
  id: `loom-${number}`,
  title: `Weaving patterns on hand looms, part ${number}`,
  abstract: "We describe weavers and their woollen threads.",
  year: 1900 + (number % 3),
  authors: ["Wendela Wool"],
}));
const papers = [
  ...looms,
  { id: "silk", title: "A weave of silk", abstract: "Silk only." },
  { id: "fishing", title: "A net for fish", abstract: "Fishing with a net.", year: 1950 },
  { id: "webs", title: "Networks, networks and networks", abstract: "Networks of networks.", year: 1951 },
  { id: "size", title: "Needles of size K", abstract: "Only needles." },
  { id: "letter", title: "P and x", abstract: "Letters of size." },
  { id: "compound", title: "Nonlinen and a whole", abstract: "Of linen." },
  { id: "lakes", title: "Lakes and ponds", abstract: "Networked lakes.", year: 1951 },
];
const modes = ["hybrid", "semantic", "keyword"] as const;

describe("a query that is being typed", () => {
  let library: TestLibrary;
  let services: Services;
  const ask = (request: SearchInput) => search(services, { prefix: true, mode: "keyword", limit: 100, ...request });
  const find = async (request: SearchInput) => (await ask(request)).hits.map(({ paper }) => paper.id);
  beforeAll(async () => {
    library = await openTestLibrary();
    ({ services } = library);
    await ingest(services, papers);
  });
  afterAll(() => library.dispose());

  it.each([
    ["weavi", "weaving"],
    ["hand loo", "hand looms"],
    ["WEAVI", "weaving"],
  ])("finds the papers with the words that its last word begins: %s", async (query, whole) => {
    const { hits, total } = await ask({ query: whole, prefix: false });
    const typed = await ask({ query });
    expect([typed.total, typed.hits.map(({ score }) => score)]).toEqual([total, hits.map(({ score }) => score)]);
    expect(typed).not.toHaveProperty("didYouMean");
  });

  it("completes the last part of a compound", async () => {
    expect((await ask({ query: "hand-loo" })).total).toBe(looms.length);
  });

  it("lists the papers with a whole word before those with longer words, with the same scores", async () => {
    const [first, ...others] = (await ask({ query: "net" })).hits;
    expect(first).toMatchObject((await ask({ query: "net", prefix: false })).hits[0]!);
    expect(others.map(({ paper }) => paper.id)).toEqual(["webs", "lakes"]);
  });

  it("marks the words that were completed", async () => {
    const [hit] = (await ask({ query: "fish netw", limit: 1, offset: 1 })).hits;
    const { title } = hit!.paper;
    const marked = hit!.highlights?.title?.map(([start, end]) => title.slice(start, end));
    expect(marked).toEqual(title === "A net for fish" ? ["fish"] : ["Networks", "networks", "networks"]);
  });

  it.each(modes)("has facets that count its total, and pages without repetition, in %s mode", async (mode) => {
    const query = "patterns of threa";
    const { total, facets, hits } = await ask({ query, mode, facets: ["year"], duplicates: "show" });
    expect(facets?.year?.reduce((sum, { count }) => sum + count, 0)).toBe(
      hits.filter(({ paper }) => paper.year).length,
    );
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ query, mode, limit: 7, duplicates: "show", ...(cursor !== undefined && { cursor }) });
      ids.push(...page.hits.map(({ paper }) => paper.id));
      ({ cursor } = page);
    } while (cursor !== undefined);
    expect([ids.length, new Set(ids).size]).toEqual([total, total]);
  });

  it("searches the meaning of the word that is probably meant", async () => {
    const whole = await ask({ query: "weaving patterns", prefix: false, mode: "semantic" });
    expect((await ask({ query: "weaving pat", mode: "semantic" })).hits).toEqual(whole.hits);
  });

  it.each(['"weavi"', "fish -weavi", "weavi ", "title:weavi", "fish weavi!", "w", "fish AND weavi"])(
    "stays as typed: %s",
    async (query) => {
      const request = { query, spelling: "typed" } as const;
      expect(await find(request)).toEqual(await find({ ...request, prefix: false }));
    },
  );

  it("leaves out one letter after other words, unless the papers have it there", async () => {
    const { total, hits } = await ask({ query: "fish", prefix: false });
    expect(await ask({ query: "fish p" })).toMatchObject({ total, hits });
    expect((await ask({ query: "patterns x" })).total).toBe(looms.length);
    const size = { prefix: false, query: "size k" };
    expect(await ask({ query: "size k" })).toMatchObject({ hits: (await ask(size)).hits });
    expect((await find({ query: "size k" }))[0]).toBe("size");
  });

  it("marks a compound that is written as one word, and no word of one letter that is left out", async () => {
    const readMarks = async (query: string) =>
      (await ask({ query, limit: 1 })).hits.map(({ paper: { title }, highlights }) =>
        highlights?.title?.map(([start, end]) => title.slice(start, end)),
      );
    expect(await readMarks("whole non-linen")).toEqual([["Nonlinen", "whole"]]);
    expect(await readMarks("letters p")).toEqual([undefined]);
  });

  it("is repaired, except for a word that begins another", async () => {
    expect(await ask({ query: "wooven pattrens weav" })).toMatchObject({ didYouMean: expect.stringMatching(/ weav$/) });
    expect(await ask({ query: "pattrens" })).toMatchObject({ didYouMean: "patterns" });
  });

  it("has cursors of its own", async () => {
    const { cursor } = await ask({ query: "weav", limit: 2 });
    await expect(ask({ query: "weav", limit: 2, prefix: false, cursor })).rejects.toMatchObject({ code: "bad_input" });
  });
});
