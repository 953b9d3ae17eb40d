import { expect, it } from "vitest";
import { describeScanned } from "../support/scanned-store.js";
import { type CreateStore, keepPapers } from "../support/store-under-test.js";

/** Part of the contract of `CorpusScan`. Each test saves its own papers and checks only those. */
export function describeCorpusNames(name: string, create: CreateStore): void {
  describeScanned(`${name}, completing names`, create, (shared) => {
    it("completes the names of authors and of venues, which are also found by their other names", async () => {
      await keepPapers(shared.store, [
        { id: "in-1", title: "T", authors: ["Ada Nipkow"], venue: "NeurIPS" },
        { id: "in-2", title: "T", authors: ["Ada Nipkow"], venue: "NeurIPS" },
        { id: "in-3", title: "T", venue: "NIPS 2016" },
        { id: "in-4", title: "T", venue: "Notes of Nippers" },
      ]);
      expect(await shared.scan.completeNames("nip", 5)).toEqual({
        authors: [{ name: "Ada Nipkow", count: 2 }],
        venues: [
          { name: "NeurIPS", count: 3 },
          { name: "Notes of Nippers", count: 1 },
        ],
      });
      expect((await shared.scan.completeNames("neural information processing systems", 5)).venues).toEqual([
        { name: "NeurIPS", count: 3 },
      ]);
      expect((await shared.scan.completeNames("nip", 1)).venues).toHaveLength(1);
      expect(await shared.scan.completeNames("ipkow", 5)).toEqual({ authors: [], venues: [] });
    });

    it("finds authors by the prefix of a word in their names, most papers first", async () => {
      const authors = [
        ["Geoffrey Hinton", "Yann LeCun"],
        ["GEOFFREY HINTON", "Øyvind Hintz"],
        ["Geoffrey Hinton", "Jean-Pierre Hin"],
      ];
      await keepPapers(
        shared.store,
        authors.map((given, index) => ({ id: `by-${index}`, title: "T", authors: given })),
      );
      const find = async (prefix: string, limit = 10) =>
        (await shared.scan.findAuthors({ prefix, limit })).map((author) => [author.name, author.count]);
      expect(await find("hint")).toEqual([
        ["Geoffrey Hinton", 3],
        ["Øyvind Hintz", 1],
      ]);
      expect(await find("HIN", 2)).toEqual([
        ["Geoffrey Hinton", 3],
        ["Jean-Pierre Hin", 1],
      ]);
      expect(await find("hi")).toEqual([
        ["Geoffrey Hinton", 3],
        ["Jean-Pierre Hin", 1],
        ["Øyvind Hintz", 1],
      ]);
      expect(await find("l")).toEqual([["Yann LeCun", 1]]);
      expect(await find("p")).toEqual([["Jean-Pierre Hin", 1]]);
      expect(await find("geoffrey h")).toEqual([["Geoffrey Hinton", 3]]);
      expect(await find("oyv")).toEqual([["Øyvind Hintz", 1]]);
      expect(await find("pierre")).toEqual([["Jean-Pierre Hin", 1]]);
      expect(await find("inton")).toEqual([]);
      const all = await find("", 100);
      expect(all).toContainEqual(["Geoffrey Hinton", 3]);
      const counts = all.map(([, count]) => Number(count));
      expect(counts).toEqual(counts.toSorted((one, other) => other - one));
      expect(await find("--", 1)).toEqual(all.slice(0, 1));
      for (const id of ["by-0", "by-2"]) await shared.store.papers.removePaper(id);
      expect(await find("hinton")).toEqual([["GEOFFREY HINTON", 1]]);
      await shared.store.papers.removePaper("by-1");
      expect(await find("hinton")).toEqual([]);
    });
  });
}
