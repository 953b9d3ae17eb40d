import { expect, it } from "vitest";
import type { TextUse } from "../../src/ports/search/vocabulary.js";
import { createDocument, type OpenIndex } from "../support/keyword-documents.js";

export function describeVocabulary(open: OpenIndex): void {
  const list = (uses: readonly TextUse[]) => uses.map(({ text, papers }) => `${text} ${papers}`);

  it("counts the papers of whole words, before and after a merge", async () => {
    const index = await open(
      createDocument(1, "Graphs of naïve readers", "A graph."),
      { ...createDocument(2, "Graphs"), names: ["Ada Graf"] },
      createDocument(3, "Grape"),
    );
    for (let round = 0; round < 2; round += 1) {
      const facts = await index.vocabulary.describeWords(["graphs", "graf", "naive", "zebra", "graphs"]);
      expect(facts.size).toBe(4);
      expect(facts.get("graphs")).toEqual({ papers: 2, isName: false });
      expect(facts.get("graf")).toMatchObject({ isName: true });
      expect(facts.get("naive")!.papers).toBe(1);
      expect(facts.get("zebra")).toEqual({ papers: 0, isName: false });
      await index.save();
    }
    await index.apply({ put: [createDocument(4, "Graphs again")], removed: [], lastChange: 9 });
    expect((await index.vocabulary.describeWords(["graphs"])).get("graphs")!.papers).toBe(3);
  });

  it("counts no more papers of a word than hold its term, when papers are removed", async () => {
    const index = await open(createDocument(1, "graphs"), createDocument(2, "graphs"), createDocument(3, "trees"));
    await index.save();
    await index.apply({ put: [createDocument(3, "forests")], removed: [2], lastChange: 9 });
    const facts = await index.vocabulary.describeWords(["graphs", "trees"]);
    expect([...facts.values()].map(({ papers }) => papers)).toEqual([1, 0]);
  });

  it("finds the words within some edits, in merged papers and in new ones", async () => {
    const index = await open(createDocument(1, "graph grape"), createDocument(2, "grape gaph"));
    await index.save();
    await index.apply({
      put: [createDocument(3, "graphs grape"), { ...createDocument(4, ""), names: ["Grapp"] }],
      removed: [],
      lastChange: 9,
    });
    const similar = await index.vocabulary.findSimilar([
      { word: "grapd", maxEdits: 1 },
      { word: "garph", maxEdits: 1 },
      { word: "rgaphs", maxEdits: 2 },
      { word: "graph", maxEdits: 1 },
    ]);
    expect(similar.map((uses) => list(uses).toSorted())).toEqual([
      ["grape 3", "graph 1", "grapp 1"],
      ["gaph 1", "graph 1"],
      ["gaph 1", "graph 1", "graphs 1"],
      ["gaph 1", "grape 3", "graphs 1", "grapp 1"],
    ]);
    expect(similar[0]!.filter(({ isName }) => isName)).toMatchObject([{ text: "grapp" }]);
  });

  it("counts letters beyond a–z as one edit", async () => {
    const index = await open(createDocument(1, "граф граница"), createDocument(2, "ядро"));
    await index.save();
    const sought = ["грас", "ядра"].map((word) => ({ word, maxEdits: 1 }));
    expect((await index.vocabulary.findSimilar(sought)).map(list)).toEqual([["граф 1"], ["ядро 1"]]);
  });

  it("completes words and phrases, most papers first", async () => {
    const index = await open(
      createDocument(1, "Sparse attention"),
      createDocument(2, "Attention for robots"),
      createDocument(3, "On the attending reader"),
      { ...createDocument(4, "A study"), keywords: ["Attention maps"] },
    );
    await index.save();
    await index.apply({ put: [createDocument(5, "Sparse attention, again")], removed: [], lastChange: 9 });
    const { vocabulary } = index;
    expect(list(await vocabulary.completeWord("atten", 5))).toEqual(["attention 4", "attending 1"]);
    expect(list(await vocabulary.completeWord("atten", 1))).toEqual(["attention 4"]);
    const begun = await vocabulary.completePhrases(["sparse", "attention", "sparse"], 5);
    expect(Array.from(begun, ([prefix, uses]) => [prefix, list(uses)])).toEqual([
      ["sparse", ["sparse attention 2"]],
      ["attention", ["attention for robots 1", "attention maps 1"]],
    ]);
    expect(list((await vocabulary.completePhrases(["attention"], 1)).get("attention")!)).toHaveLength(1);
    expect([...(await vocabulary.countPhrases(["sparse attention", "attention again"]))]).toEqual([
      ["sparse attention", 2],
      ["attention again", 0],
    ]);
  });
}
