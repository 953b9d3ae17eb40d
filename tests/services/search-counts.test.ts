import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nearDepth } from "../../src/domain/search/fusion.js";
import { search, type SearchInput } from "../support/search.js";
import { ingest, openTestLibrary, type TestLibrary } from "../support/test-library.js";

const modes = ["hybrid", "semantic", "keyword"] as const;
const words = "graph kernel robot grasp speech noise vision depth policy reward proof bound".split(" ");
const venues = ["Alpha", "Beta", "Gamma", undefined];
const paperCount = 700;

/** Papers of a few words each; every twentieth has a second version of another year and venue. */
function createPapers() {
  return Array.from({ length: paperCount }, (_, at) => {
    const work = at % 20 === 19 ? at - 1 : at;
    const word = (place: number) => words[(work * (place + 5) + Math.floor(work / (place + 2))) % words.length];
    const venue = venues[at % venues.length];
    return {
      id: `p${at}`,
      title: `On ${word(1)} and ${word(2)} number ${work}`,
      abstract: `We study ${word(3)} with ${word(4)} for ${word(1)}. Part ${work} of a series on ${word(5)}.`,
      authors: [`Ada Author${work % 7}`, `Ben Writer${work % 11}`],
      ...(venue && { venue }),
      ...(at % 9 > 0 && { year: 2010 + (at % 9) }),
    };
  });
}

describe("the counts of a search", () => {
  let library: TestLibrary;
  const ask = (request: SearchInput) => search(library.services, request);
  beforeAll(async () => {
    library = await openTestLibrary();
    await ingest(library.services, createPapers());
  });
  afterAll(() => library.dispose());

  const request = fc.record({
    mode: fc.constantFrom(...modes),
    query: fc
      .uniqueArray(fc.constantFrom(...words, "zebra"), { minLength: 1, maxLength: 3 })
      .map((all) => all.join(" ")),
    filter: fc.constantFrom({}, { yearFrom: 2014 }, { venue: "Alpha" }, { author: "Ada Author3" }, { year: 2011 }),
    minScore: fc.constantFrom(undefined, undefined, 0, 0.2, 0.6),
    duplicates: fc.constantFrom("fold" as const, "show" as const),
  });

  async function readAll(asked: SearchInput, limit: number): Promise<{ ids: string[]; scores: number[] }> {
    const ids: string[] = [];
    const scores: number[] = [];
    for (let cursor: string | undefined, page = 0; page === 0 || cursor; page += 1) {
      const answer = await ask({ ...asked, limit, ...(cursor && { cursor }) });
      ids.push(...answer.hits.map(({ paper }) => paper.id));
      scores.push(...answer.hits.map(({ score }) => score));
      ({ cursor } = answer);
    }
    return { ids, scores };
  }

  it("total is what paging gives and what a facet sums up to; a facet's count is the total behind its filter", async () => {
    const property = fc.asyncProperty(request, fc.nat(), async (asked, chance) => {
      const answer = await ask({ ...asked, facets: true, limit: 1 });
      const { total, facets } = answer;
      const { ids, scores } = await readAll(asked, 70);
      expect(ids).toHaveLength(total);
      expect(new Set(ids).size).toBe(total);
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
      expect(scores.every((score) => score >= (asked.minScore ?? 0) - 1e-6)).toBe(true);
      for (const name of ["year", "venue"] as const) {
        const sum = facets![name]!.reduce((counted, { count }) => counted + count, 0);
        const without = await ask({ ...asked, filter: { ...asked.filter, missing: [name] }, limit: 1 });
        expect(sum + (sum === total ? 0 : without.total)).toBe(total);
      }
      for (const name of ["year", "venue", "author", "has"] as const) {
        const values = facets![name]!;
        if (values.length === 0 || name in asked.filter) continue;
        const { value, count } = values[chance % values.length]!;
        const narrowed = await ask({ ...asked, filter: { ...asked.filter, [name]: [value] }, limit: 1 });
        expect([name, value, narrowed.total]).toEqual([name, value, count]);
        if (name !== "author" && name !== "venue") continue;
        const found = await ask({ ...asked, facets: [name], facetQuery: { [name]: String(value) }, limit: 1 });
        expect(found.facets![name]).toContainEqual({ value, count });
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it("the order is one, whatever the size of the pages", async () => {
    const property = fc.asyncProperty(request, async (asked) => {
      const { ids } = await readAll(asked, 100);
      expect((await readAll(asked, 33)).ids).toEqual(ids);
      const middle = await ask({ ...asked, offset: 90, limit: 40 });
      expect(middle.hits.map(({ paper }) => paper.id)).toEqual(ids.slice(90, 130));
    });
    await fc.assert(property, { numRuns: 15 });
  });

  it("a least score of 0 lists the poor matches, too", async () => {
    for (const query of ["graph", "kernel robot proof", "zebra"]) {
      const { total, more = 0 } = await ask({ query });
      const all = await ask({ query, minScore: 0 });
      expect(all.total).toBe(total + more);
      expect(all.more).toBeUndefined();
    }
  });

  it("a filter of a few papers lists them all where none is found, and says so", async () => {
    const near = new Set((await readAll({ query: "zebra", minScore: 0, duplicates: "show" }, 100)).ids);
    expect(near.size).toBe(nearDepth);
    const far = Array.from({ length: paperCount }, (_, at) => `p${at}`).filter((id) => !near.has(id));
    const filter = { ids: far.slice(0, 3) };
    const answer = await ask({ query: "zebra", filter, facets: ["author"] });
    expect(answer).toMatchObject({ total: 3, noGoodMatch: true });
    expect(await ask({ query: "zebra", mode: "keyword", filter })).toMatchObject({ total: 0, hits: [] });
  });
});
