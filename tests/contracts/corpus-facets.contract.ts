import fc from "fast-check";
import { expect, it } from "vitest";
import { type FacetName, facetNames, type NameFacet, nameFacets } from "../../src/domain/search/facet-names.js";
import type { FacetQuery } from "../../src/domain/search/facets.js";
import { filterSchema, noNameWords, splitFilter } from "../../src/domain/search/filter.js";
import type { PaperSet } from "../../src/domain/search/paper-set.js";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { describeScanned } from "../support/scanned-store.js";
import { type CreateStore, findOrdinal, keepPapers, replacePapers } from "../support/store-under-test.js";

/** Part of the contract of `CorpusScan`. Each test saves its own papers and checks only those. */
export function describeCorpusFacets(name: string, create: CreateStore): void {
  describeScanned(`${name}, counting facets`, create, (shared) => {
    const countIn = async (names: readonly FacetName[], papers: PaperSet | undefined, query: FacetQuery = {}) =>
      (await shared.scan.countFacets({ names, limit: 20, query }, papers)).facets;
    const collect = async (papers: readonly { id: string }[]) =>
      shared.sets.of(await Promise.all(papers.map(({ id }) => findOrdinal(shared.store, id))));

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
      await keepPapers(shared.store, papers);
      const set = await collect(papers.slice(0, 4));
      expect(await countIn(facetNames, set)).toEqual({
        year: valueCounts([2019, 1], [2020, 2]),
        venue: valueCounts(["ACL", 3]),
        category: valueCounts(["cs.CL", 3], ["cs.LG", 1]),
        author: valueCounts(["Bo", 3], ["Ann", 1]),
        tags: valueCounts(["To read", 2]),
        has: [
          { value: "venue", count: 3 },
          { value: "authors", count: 3 },
          { value: "year", count: 3 },
          { value: "categories", count: 3 },
          { value: "tags", count: 2 },
        ],
        retracted: [{ value: "false", count: 4 }],
        extra: [],
      });
      await keepPapers(shared.store, [
        { id: "1", title: "1", year: 2021, venue: "NeurIPS", authors: ["Ann", "Cy", "Di"], categories: [] },
        { id: "6", title: "6", year: 2021, venue: "ELSEWHERE", authors: ["ANN"] },
      ]);
      await shared.store.papers.removePaper("3");
      expect(await countIn(["author", "year"], set)).toEqual({
        year: valueCounts([2019, 1], [2021, 1]),
        // With papers outside the set, "Bo" and "BO" are equally frequent, so the alphabetically first is shown.
        author: valueCounts(["ANN", 1], ["BO", 1], ["Cy", 1], ["Di", 1]),
      });
      expect(await countIn(["venue"], undefined)).toEqual({
        venue: valueCounts(["ELSEWHERE", 2], ["NeurIPS", 1], ["acl", 1]),
      });
      for (const id of ["1", "2", "4", "5", "6"]) await shared.store.papers.removePaper(id);
      const none = Object.fromEntries(facetNames.map((facet) => [facet, []]));
      expect(await countIn(facetNames, undefined)).toEqual(none);
      expect(await countIn(facetNames, shared.sets.of([1_000_000]))).toEqual(none);
      expect(await countIn([], undefined)).toEqual({});
    });

    it("returns the twenty most frequent values, and every year", async () => {
      const papers = Array.from({ length: 30 }, (_, index) => ({
        id: `many-${index}`,
        title: "T",
        year: 1990 + index,
        venue: `V${String(Math.max(index, 3)).padStart(2, "0")}`,
      }));
      await keepPapers(shared.store, papers);
      const { venue, year } = await countIn(["venue", "year"], await collect(papers));
      expect(year).toEqual(papers.map((paper) => ({ value: paper.year, count: 1 })));
      expect(venue).toEqual([
        { value: "V03", count: 4 },
        ...papers.slice(4, 23).map((paper) => ({ value: paper.venue, count: 1 })),
      ]);
      for (const { id } of papers) await shared.store.papers.removePaper(id);
    });

    it("finds values by words within them, says how many there are, and counts own fields as they are written", async () => {
      const names = ["José Ángel Ruiz", "Jo Ruizenberg", "Ruiz, J.", "Ana Peruiz"];
      const papers = names.map((author, index) => ({
        id: `find-${index}`,
        title: "T",
        authors: [author, "Zoe Last"],
        venue: index < 2 ? "NIPS" : "Advances in Neural Information Processing Systems",
        extra: { Stage: index === 0 ? "Included" : "included", rating: index },
        ...(index === 3 && { retracted: true }),
      }));
      await keepPapers(shared.store, papers);
      const set = await collect(papers);
      const find = async (query: FacetQuery, limit = 20) =>
        shared.scan.countFacets({ names: ["author", "venue"], limit, query }, set);
      expect((await find({ author: "jose ruiz" })).facets.author).toEqual(valueCounts(["José Ángel Ruiz", 1]));
      expect(await find({ author: "RUIZ" }, 2)).toEqual({
        facets: {
          author: valueCounts(["Jo Ruizenberg", 1], ["José Ángel Ruiz", 1]),
          venue: valueCounts(["Advances in Neural Information Processing Systems", 4]),
        },
        sizes: { author: 3, venue: 1 },
      });
      expect((await find({ venue: "neurips", author: "nobody" })).facets).toEqual({
        author: [],
        venue: valueCounts(["Advances in Neural Information Processing Systems", 4]),
      });
      expect((await find({ author: "." })).sizes.author).toBe(5);
      expect(await countIn(["extra", "retracted"], set)).toEqual({
        retracted: [
          { value: "true", count: 1 },
          { value: "false", count: 3 },
        ],
        extra: [
          { value: "Stage=Included", count: 4 },
          ...[0, 1, 2, 3].map((rating) => ({ value: `rating=${rating}`, count: 1 })),
        ],
      });
      for (const { id } of papers) await shared.store.papers.removePaper(id);
    });

    it("agrees with a naive count and with the filter of each value after any additions, changes and removals", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(madeUpPaper, { minLength: 1, maxLength: 12 }), async (drawn) => {
          const papers = [...new Map(drawn.map((paper) => [paper.id, paper])).values()];
          await replacePapers(shared.store, papers);
          const chosen = papers.filter(({ inSet }) => inSet);
          const set = await collect(chosen);
          const facets = await countIn(facetNames, set);
          for (const facet of ["year", ...nameFacets] as const) {
            expect(facets[facet]?.map(({ value, count }) => [foldName(value), count]).toSorted()).toEqual(
              countByHand(chosen.map((paper) => readNames(paper)[facet])),
            );
            for (const { value, count } of facets[facet] ?? []) {
              const matched = await shared.scan.matchFilter(
                splitFilter(filterSchema.parse({ [facet]: [value] })).fields,
                noNameWords,
              );
              expect(await matched.intersect(set).count()).toBe(count);
            }
          }
          for (const { id } of papers.filter(({ leaves }) => leaves)) await shared.store.papers.removePaper(id);
        }),
        { numRuns: 30 },
      );
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

function readNames({ year, venue, authors, categories, tags }: PaperInput): Record<"year" | NameFacet, string[]> {
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
