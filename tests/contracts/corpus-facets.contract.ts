import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facetNames } from "../../src/domain/search/facets.js";
import { filterSchema, noNameWords } from "../../src/domain/search/filter.js";
import { collectOrdinals } from "../../src/domain/search/ordinal-set.js";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import type { CorpusScan } from "../../src/ports/search/corpus-scan.js";
import {
  type CreateStore,
  findOrdinal,
  keepPapers,
  replacePapers,
  type StoreUnderTest,
} from "../support/store-under-test.js";

/** Part of the contract of `CorpusScan`. Each test saves its own papers and checks only those. */
export function describeCorpusFacets(name: string, create: CreateStore): void {
  describe(`${name}, counting facets`, () => {
    let store: StoreUnderTest;
    let scan: CorpusScan;
    beforeAll(async () => {
      store = await create();
      scan = store.openScan();
    });
    afterAll(async () => {
      await scan.close();
      await store.close();
    });

    const collect = async (papers: readonly { id: string }[]) =>
      collectOrdinals(await Promise.all(papers.map(({ id }) => findOrdinal(store, id))));

    it("counts each value once per paper, joins spellings that differ in case, and follows every change", async () => {
      const papers = [
        {
          id: "1",
          title: "1",
          year: 2020,
          venue: "ACL",
          authors: ["Bo", "Ann"],
          categories: ["cs.CL", "cs.LG"],
          tags: ["to read"],
        },
        { id: "2", title: "2", year: 2019, venue: "acl", authors: ["BO"], categories: ["cs.cl"], tags: ["To read"] },
        { id: "3", title: "3", year: 2020, venue: "ACL", authors: ["Bo", "bo"], categories: ["cs.CL"] },
        { id: "4", title: "4" },
        { id: "5", title: "5", year: 2020, venue: "Elsewhere", authors: ["Bo"] },
      ];
      await keepPapers(store, papers);
      const set = await collect(papers.slice(0, 4));
      expect(await scan.countFacets(facetNames, set)).toEqual({
        year: valueCounts([2019, 1], [2020, 2]),
        venue: valueCounts(["ACL", 3]),
        category: valueCounts(["cs.CL", 3], ["cs.LG", 1]),
        author: valueCounts(["Bo", 3], ["Ann", 1]),
        tags: valueCounts(["To read", 2]),
      });
      await keepPapers(store, [
        { id: "1", title: "1", year: 2021, venue: "NeurIPS", authors: ["Ann", "Cy", "Di"], categories: [] },
        { id: "6", title: "6", year: 2021, venue: "ELSEWHERE", authors: ["ANN"] },
      ]);
      await store.papers.removePaper("3");
      expect(await scan.countFacets(["author", "year"], set)).toEqual({
        year: valueCounts([2019, 1], [2021, 1]),
        // With papers outside the set, "Bo" and "BO" are equally frequent, so the alphabetically first is shown.
        author: valueCounts(["ANN", 1], ["BO", 1], ["Cy", 1], ["Di", 1]),
      });
      expect(await scan.countFacets(["venue"], undefined)).toEqual({
        venue: valueCounts(["ELSEWHERE", 2], ["NeurIPS", 1], ["acl", 1]),
      });
      for (const id of ["1", "2", "4", "5", "6"]) await store.papers.removePaper(id);
      const none = { year: [], venue: [], category: [], author: [], tags: [] };
      expect(await scan.countFacets(facetNames, undefined)).toEqual(none);
      expect(await scan.countFacets(facetNames, collectOrdinals([1_000_000]))).toEqual(none);
      expect(await scan.countFacets([], undefined)).toEqual({});
    });

    it("returns the twenty most frequent values, and every year", async () => {
      const papers = Array.from({ length: 30 }, (_, index) => ({
        id: `many-${index}`,
        title: "T",
        year: 1990 + index,
        venue: `V${String(Math.max(index, 3)).padStart(2, "0")}`,
      }));
      await keepPapers(store, papers);
      const { venue, year } = await scan.countFacets(["venue", "year"], await collect(papers));
      expect(year).toEqual(papers.map((paper) => ({ value: paper.year, count: 1 })));
      expect(venue).toEqual([
        { value: "V03", count: 4 },
        ...papers.slice(4, 23).map((paper) => ({ value: paper.venue, count: 1 })),
      ]);
      for (const { id } of papers) await store.papers.removePaper(id);
    });

    it("agrees with a naive count and with the filter of each value after any additions, changes and removals", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(madeUpPaper, { minLength: 1, maxLength: 12 }), async (drawn) => {
          const papers = [...new Map(drawn.map((paper) => [paper.id, paper])).values()];
          await replacePapers(store, papers);
          const chosen = papers.filter(({ inSet }) => inSet);
          const set = await collect(chosen);
          const facets = await scan.countFacets(facetNames, set);
          for (const facet of facetNames) {
            expect(facets[facet]?.map(({ value, count }) => [foldName(value), count]).toSorted()).toEqual(
              countByHand(chosen.map((paper) => readNames(paper)[facet])),
            );
            for (const { value, count } of facets[facet] ?? []) {
              const matched = await scan.matchFilter(filterSchema.parse({ [facet]: [value] }), noNameWords);
              expect([...matched.values()].filter((ordinal) => set.has(ordinal))).toHaveLength(count);
            }
          }
          for (const { id } of papers.filter(({ leaves }) => leaves)) await store.papers.removePaper(id);
        }),
        { numRuns: 30 },
      );
    });

    it("completes the names of authors and of venues, which are also found by their other names", async () => {
      await keepPapers(store, [
        { id: "in-1", title: "T", authors: ["Ada Nipkow"], venue: "NeurIPS" },
        { id: "in-2", title: "T", authors: ["Ada Nipkow"], venue: "NeurIPS" },
        { id: "in-3", title: "T", venue: "NIPS 2016" },
        { id: "in-4", title: "T", venue: "Notes of Nippers" },
      ]);
      expect(await scan.completeNames("nip", 5)).toEqual({
        authors: [{ name: "Ada Nipkow", count: 2 }],
        venues: [
          { name: "NeurIPS", count: 3 },
          { name: "Notes of Nippers", count: 1 },
        ],
      });
      expect((await scan.completeNames("neural information processing systems", 5)).venues).toEqual([
        { name: "NeurIPS", count: 3 },
      ]);
      expect((await scan.completeNames("nip", 1)).venues).toHaveLength(1);
      expect(await scan.completeNames("ipkow", 5)).toEqual({ authors: [], venues: [] });
    });

    it("finds authors by the prefix of a word in their names, most papers first", async () => {
      const authors = [
        ["Geoffrey Hinton", "Yann LeCun"],
        ["GEOFFREY HINTON", "Øyvind Hintz"],
        ["Geoffrey Hinton", "Jean-Pierre Hin"],
      ];
      await keepPapers(
        store,
        authors.map((given, index) => ({ id: `by-${index}`, title: "T", authors: given })),
      );
      const find = async (prefix: string, limit = 10) =>
        (await scan.findAuthors({ prefix, limit })).map((author) => [author.name, author.count]);
      expect(await find("hint")).toEqual([
        ["Geoffrey Hinton", 3],
        ["Øyvind Hintz", 1],
      ]);
      expect(await find("HIN", 2)).toEqual([
        ["Geoffrey Hinton", 3],
        ["Jean-Pierre Hin", 1],
      ]);
      expect(await find("geoffrey h")).toEqual([["Geoffrey Hinton", 3]]);
      expect(await find("oyv")).toEqual([["Øyvind Hintz", 1]]);
      expect(await find("pierre")).toEqual([["Jean-Pierre Hin", 1]]);
      expect(await find("inton")).toEqual([]);
      const all = await find("", 100);
      expect(all).toContainEqual(["Geoffrey Hinton", 3]);
      const counts = all.map(([, count]) => Number(count));
      expect(counts).toEqual(counts.toSorted((one, other) => other - one));
      expect(await find("--", 1)).toEqual(all.slice(0, 1));
      for (const id of ["by-0", "by-2"]) await store.papers.removePaper(id);
      expect(await find("hinton")).toEqual([["GEOFFREY HINTON", 1]]);
      await store.papers.removePaper("by-1");
      expect(await find("hinton")).toEqual([]);
    });
  });
}

const valueCounts = (...pairs: readonly (readonly [value: string | number, count: number])[]) =>
  pairs.map(([value, count]) => ({ value, count }));

const madeUpName = fc.constantFrom(
  "Ann Ågren",
  "ANN ÅGREN",
  "ann ågren",
  "Bo",
  "bo",
  "Οδός",
  "ΟΔΌΣ",
  "Cy",
  "Zoë",
  "Zoe",
);
const madeUpPaper = fc.record({
  id: fc.constantFrom("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"),
  title: fc.constantFrom("T", "U"),
  year: fc.option(fc.integer({ min: 2000, max: 2003 })),
  venue: fc.option(madeUpName),
  authors: fc.array(madeUpName, { maxLength: 4 }),
  categories: fc.array(madeUpName, { maxLength: 3 }),
  tags: fc.array(madeUpName, { maxLength: 3 }),
  inSet: fc.boolean(),
  leaves: fc.boolean(),
});

function readNames({
  year,
  venue,
  authors,
  categories,
  tags,
}: PaperInput): Record<(typeof facetNames)[number], string[]> {
  return {
    year: year ? [String(year)] : [],
    venue: venue ? [venue] : [],
    author: [...(authors ?? [])],
    category: [...(categories ?? [])],
    tags: [...(tags ?? [])],
  };
}

function foldName(name: string | number): string {
  return String(name).toUpperCase();
}

function countByHand(lists: readonly (readonly string[])[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const list of lists) {
    for (const value of new Set(list.map(foldName))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].toSorted();
}
