import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import type { KeptEntry } from "../../src/ports/desk/entry-store.js";
import type { KeptPapers } from "../support/kept-papers.js";
import { keepPapers } from "../support/store-under-test.js";

/** Entries outlive their papers, and follow them. */
export function describeFollowingEntries(name: string, create: () => Promise<KeptPapers>): void {
  describe(name, () => {
    let store: KeptPapers;
    beforeEach(async () => {
      store = await create();
    });
    afterEach(() => store.close());

    const save = async (...inputs: PaperInput[]) => (await keepPapers(store, inputs)).outcomes.map(({ id }) => id);
    const keep = async (id: string) => {
      const collection = await store.collections.createCollection("ada", { name: "Bees" });
      const named = { reader: "ada", id: collection.id };
      const { paper } = (await store.papers.findPaper(id))!;
      await store.entries.addEntries(named, [{ paper, facts: { note: "Mine." } }]);
      return async () => {
        for await (const slice of store.entries.scanEntries(named)) return slice;
        return [];
      };
    };

    it("outlives its paper, and is that of the paper when it comes back under the same id", async () => {
      await save({ title: "Bees", doi: "10.1000/bees" });
      const scan = await keep("doi:10.1000/bees");
      await store.papers.removePaper("doi:10.1000/bees");
      expect(await scan()).toMatchObject([{ id: "doi:10.1000/bees", title: "Bees", note: "Mine." }]);
      await save({ title: "Bees and ants", doi: "10.1000/bees", year: 2021 });
      expect(await scan()).toMatchObject([{ title: "Bees and ants", year: 2021, note: "Mine." }]);
    });

    it("follows its paper to another id, by DOI and by arXiv id", async () => {
      const [first] = await save({ title: "Bees", authors: ["Ada One"], year: 2020 });
      await save({ title: "Bees", authors: ["Ada One"], year: 2020, doi: "10.1000/bees" });
      const scan = await keep(first!);
      await store.papers.removePaper(first!);
      const [second] = await save({ title: "Bees!", doi: "10.1000/bees", arxivId: "2301.01234" });
      expect(second).not.toBe(first);
      expect(await scan()).toMatchObject([{ id: second, title: "Bees!", note: "Mine." }]);
      await store.papers.removePaper(second!);
      const [third] = await save({ id: "mine", title: "Bees again", arxivId: "2301.01234" });
      expect(await scan()).toMatchObject([{ id: third, title: "Bees again" }]);
    });

    it("stays with its paper while another one with the same identifier is added", async () => {
      const [first] = await save({ id: "a", title: "Bees", doi: "10.1000/bees" });
      const scan = await keep(first!);
      await save({ id: "b", title: "Quite another work", doi: "10.1000/bees" });
      expect(await scan()).toMatchObject([{ id: "a", title: "Bees" }]);
    });

    it("has the title that its paper has now", async () => {
      await save({ id: "a", title: "Bees" });
      const scan = await keep("a");
      await save({ id: "a", title: "Bees and wasps", year: 2022 });
      expect(await scan()).toMatchObject([{ title: "Bees and wasps", year: 2022 }]);
    });

    it("stays where it is if its collection has the paper under the other id already", async () => {
      await save({ id: "a", title: "Bees", doi: "10.1000/bees" });
      const scan = await keep("a");
      await store.papers.removePaper("a");
      const [entry] = await scan();
      const named = { reader: "ada", id: (await store.entries.listEntriesOf("ada", "a"))[0]!.collection.id };
      await store.entries.addEntries(named, [
        { paper: { id: "b", title: "Not yet here" }, facts: { note: "Also mine.", rating: 2 } },
      ]);
      await save({ id: "b", title: "Bees again", doi: "10.1000/bees" });
      expect((await scan()).toSorted((one, other) => (one.id < other.id ? -1 : 1))).toMatchObject([
        entry,
        { id: "b", title: "Bees again", note: "Also mine.", rating: 2 },
      ]);
    });

    it("is found and counted under the id that it has followed to", async () => {
      await save({ id: "a", title: "Bees", doi: "10.1000/bees" });
      const scan = await keep("a");
      await store.papers.removePaper("a");
      const [{ collection }] = (await store.entries.listEntriesOf("ada", "a")) as [KeptEntry];
      const named = { reader: "ada", id: collection.id };
      expect(await store.collectionPapers.listOrdinals(named)).toEqual([]);
      const before = await store.collections.readCollection(named);
      await save({ id: "b", title: "Bees", doi: "10.1000/bees" });
      expect(await store.entries.listEntriesOf("ada", "a")).toEqual([]);
      expect(await store.entries.listEntriesOf("ada", "b")).toMatchObject([{ collection, entry: { note: "Mine." } }]);
      expect(await store.entries.listEntriesOf("bo", "b")).toEqual([]);
      const { ordinal } = (await store.papers.findPaper("b"))!;
      expect(await store.collectionPapers.listOrdinals(named)).toEqual([ordinal]);
      await store.entries.changeEntries(named, ["b"], { decision: "exclude" });
      expect(await store.collectionPapers.listOrdinals(named)).toEqual([ordinal]);
      expect(await store.collections.readCollection(named)).toMatchObject({ papers: before!.papers - 1, excluded: 1 });
      await store.entries.removeEntries(named, ["b"]);
      expect(await scan()).toEqual([]);
    });
  });
}
