import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Filter, filterSchema, splitFilter, type NameWords, noNameWords } from "../../src/domain/search/filter.js";
import type { CorpusScan } from "../../src/ports/search/corpus-scan.js";
import {
  type CreateStore,
  findOrdinal,
  keepEmbedded,
  keepPapers,
  readIds,
  type StoreUnderTest,
} from "../support/store-under-test.js";
import { describeCorpusFacets } from "./corpus-facets.contract.js";
import { describeCorpusNames } from "./corpus-names.contract.js";
import { describeCorpusTexts } from "./corpus-texts.contract.js";
import { listPapers, paperSets } from "../support/paper-sets.js";

export function describeCorpusScan(name: string, create: CreateStore): void {
  describeReading(name, create);
  describeCorpusFacets(name, create);
  describeCorpusNames(name, create);
  describeCorpusTexts(name, create);
}

/** The tests only read, so they share one store. */
function describeReading(name: string, create: CreateStore): void {
  describe(name, () => {
    let store: StoreUnderTest;
    let scan: CorpusScan;
    beforeAll(async () => {
      store = await create();
      await keepEmbedded(store, [
        {
          id: "a",
          title: "A",
          tags: ["To read", "robots"],
          extra: { stage: "Included", rating: 4, labels: ["x", "Y"] },
          year: 1999,
          venue: "ACL",
          authors: ["Ada Lovelace", "Bo"],
          categories: ["cs.CL"],
          vector: [1, 0],
        },
        {
          id: "b",
          title: "B",
          tags: ["done"],
          extra: { stage: "included", rating: 5, "is open": true },
          retracted: true,
          year: 2005,
          venue: "acl",
          authors: ["Bo"],
          categories: ["cs.LG", "cs.CL"],
          vector: [0.6, 0.8],
        },
        {
          id: "doi:10.1000/abc",
          title: "C",
          date: "2020-05-17",
          venue: "NeurIPS",
          categories: ["cs.LG"],
          vector: [0, 1],
        },
      ]);
      await keepPapers(store, [
        {
          id: "d",
          title: "D",
          abstract: "Of d.",
          keywords: ["k"],
          url: "https://example.org/d",
          arxivId: "2001.00001",
        },
        { id: "gone", title: "E", year: 2005 },
      ]);
      await store.papers.removePaper("gone");
      scan = store.openScan();
    });
    afterAll(async () => {
      await scan.close();
      await store.close();
    });

    const match = async (filter: Filter, words: Partial<NameWords> = {}) => {
      const matched = await scan.matchFilter(splitFilter(filterSchema.parse(filter)).fields, {
        ...noNameWords,
        ...words,
      });
      return readIds(store, await listPapers(matched));
    };
    const allow = async (...ids: string[]) =>
      (store.sets ?? paperSets).of(await Promise.all(ids.map((id) => findOrdinal(store, id))));

    it.each([
      ["no filter", {}, ["a", "b", "doi:10.1000/abc", "d"]],
      ["one year", { year: [2005] }, ["b"]],
      ["one of several years", { year: [1999, 2020] }, ["a", "doi:10.1000/abc"]],
      ["a first year, inclusive", { yearFrom: 2005 }, ["b", "doi:10.1000/abc"]],
      ["a last year, inclusive", { yearTo: 2005 }, ["a", "b"]],
      ["a span of years", { yearFrom: 2000, yearTo: 2010 }, ["b"]],
      ["a first day, inclusive", { dateFrom: "2020-05-17" }, ["doi:10.1000/abc"]],
      ["a last month, inclusive", { dateTo: "2020-05" }, ["a", "b", "doi:10.1000/abc"]],
      [
        "a day of a year, which may be that of a paper with only a year",
        { dateFrom: "2005-06-01", dateTo: "2005-06-30" },
        ["b"],
      ],
      ["a field that some papers have", { has: ["authors"] }, ["a", "b"]],
      ["fields that papers must all have", { has: ["year", "doi"] }, ["doi:10.1000/abc"]],
      ["fields that papers must all lack", { missing: ["abstract", "authors"] }, ["doi:10.1000/abc"]],
      ["a date, which a year alone is not", { has: ["date"] }, ["doi:10.1000/abc"]],
      ["side fields", { has: ["abstract", "keywords", "url", "arxivId"], missing: ["venue", "categories"] }, ["d"]],
      ["a vector", { has: ["vector"], missing: ["date"] }, ["a", "b"]],
      ["no vector", { missing: ["vector"] }, ["d"]],
      ["a tag in any case", { tags: ["to READ"] }, ["a"]],
      ["one of several tags", { tags: ["robots", "done"] }, ["a", "b"]],
      ["any tag", { has: ["tags"] }, ["a", "b"]],
      ["part of a tag, which is no match", { tags: ["read"] }, []],
      ["a value of an own field in any case", { extra: { stage: "INCLUDED" } }, ["a", "b"]],
      ["one of several values of an own field", { extra: { rating: [5, 6] } }, ["b"]],
      ["values of two own fields", { extra: { stage: "included", "is open": true } }, ["b"]],
      ["an item of a list in an own field", { extra: { labels: ["y"] } }, ["a"]],
      ["an own field that no paper has", { extra: { color: "red" } }, []],
      ["retracted papers", { retracted: true }, ["b"]],
      ["papers not known to be retracted", { retracted: false }, ["a", "doi:10.1000/abc", "d"]],
      ["a venue in any case", { venue: ["Acl"] }, ["a", "b"]],
      ["one of several venues", { venue: ["ACL", "neurips"] }, ["a", "b", "doi:10.1000/abc"]],
      ["an author in any case", { author: ["ada lovelace"] }, ["a"]],
      ["one of several authors", { author: ["Bo", "Ada Lovelace"] }, ["a", "b"]],
      ["a category", { category: ["cs.lg"] }, ["b", "doi:10.1000/abc"]],
      ["ids", { ids: ["d", "a", "none"] }, ["a", "d"]],
      ["an id in another spelling", { ids: ["https://doi.org/10.1000/ABC"] }, ["doi:10.1000/abc"]],
      ["several filters, which must all match", { author: ["Bo"], yearFrom: 2000 }, ["b"]],
      ["a value without papers", { venue: ["none"] }, []],
      ["part of a name, which is no match", { author: ["Ada"] }, []],
      ["text that looks like SQL", { venue: ["' OR 1=1 --"] }, []],
    ] as const)("selects the right papers for %s", async (_what, filter, ids) => {
      expect(await match(filter as unknown as Filter)).toEqual(ids);
    });

    it.each([
      ["a word of an author", { author: ["lovelace"] }, ["a"]],
      ["words in any order and case, without their accents", { author: ["LOVELACE ada"] }, ["a"]],
      ["several authors, who must all be present", { author: ["ada", "bo"] }, ["a"]],
      ["part of a word, which is no match", { author: ["love"] }, []],
      ["words of two authors, which are no match", { author: ["bo lovelace"] }, []],
      ["one of several venues", { venue: ["acl", "NeurIPS"] }, ["a", "b", "doi:10.1000/abc"]],
      ["a word of a category", { category: ["lg"] }, ["b", "doi:10.1000/abc"]],
      ["one of several categories", { category: ["lg", "cs.CL"] }, ["a", "b", "doi:10.1000/abc"]],
      ["several fields, which must all match", { author: ["bo"], category: ["lg"] }, ["b"]],
      ["text without a word, which matches everything", { author: ["--"] }, ["a", "b", "doi:10.1000/abc", "d"]],
    ] as const)("selects the right papers by words of names: %s", async (_what, words, ids) => {
      expect(await match({}, words)).toEqual(ids);
    });

    it("selects papers that match both the filter and the words of names", async () => {
      expect(await match({ yearFrom: 2000 }, { author: ["bo"] })).toEqual(["b"]);
      expect(await match({ yearTo: 1990 }, { author: ["bo"] })).toEqual([]);
    });

    it("lists the papers that have a vector", async () => {
      const list = async (...ids: string[]) =>
        readIds(store, await listPapers(await scan.listEmbedded(await allow(...ids))));
      const all = await scan.listEmbedded(undefined);
      expect(await readIds(store, await listPapers(all))).toEqual(["a", "b", "doi:10.1000/abc"]);
      expect(await list("a", "b", "d")).toEqual(["a", "b"]);
      expect(await list("d")).toEqual([]);
      expect(await list()).toEqual([]);
    });

    it("sees papers saved a moment ago", async () => {
      await keepPapers(store, [{ id: "new", title: "N", venue: "Newest" }]);
      expect(await match({ venue: ["newest"] })).toEqual(["new"]);
      await store.papers.removePaper("new");
      expect(await match({ venue: ["newest"] })).toEqual([]);
    });
  });
}
