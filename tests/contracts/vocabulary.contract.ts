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
      const { vocabulary } = index;
      expect(vocabulary.describeWord("graphs")).toEqual({ papers: 2, isName: false });
      expect(vocabulary.describeWord("graf")).toMatchObject({ isName: true });
      expect(vocabulary.describeWord("naive").papers).toBe(1);
      expect(vocabulary.describeWord("zebra")).toEqual({ papers: 0, isName: false });
      await index.save();
    }
    await index.apply({ put: [createDocument(4, "Graphs again")], removed: [], lastChange: 9 });
    expect(index.vocabulary.describeWord("graphs").papers).toBe(3);
  });

  it("counts no more papers of a word than hold its term, when papers are removed", async () => {
    const index = await open(createDocument(1, "graphs"), createDocument(2, "graphs"), createDocument(3, "trees"));
    await index.save();
    await index.apply({ put: [createDocument(3, "forests")], removed: [2], lastChange: 9 });
    expect(index.vocabulary.describeWord("graphs").papers).toBe(1);
    expect(index.vocabulary.describeWord("trees").papers).toBe(0);
  });

  it("finds the words within some edits, in merged papers and in new ones", async () => {
    const index = await open(createDocument(1, "graph grape"), createDocument(2, "grape gaph"));
    await index.save();
    await index.apply({
      put: [createDocument(3, "graphs grape"), { ...createDocument(4, ""), names: ["Grapp"] }],
      removed: [],
      lastChange: 9,
    });
    const find = (word: string, maxEdits: number) => list(index.vocabulary.findSimilar(word, maxEdits)).toSorted();
    expect(find("grapd", 1)).toEqual(["grape 3", "graph 1", "grapp 1"]);
    expect(find("garph", 1)).toEqual(["gaph 1", "graph 1"]);
    expect(find("rgaphs", 2)).toEqual(["gaph 1", "graph 1", "graphs 1"]);
    expect(find("graph", 1)).toEqual(["gaph 1", "grape 3", "graphs 1", "grapp 1"]);
    expect(index.vocabulary.findSimilar("grapd", 1).filter(({ isName }) => isName)).toMatchObject([{ text: "grapp" }]);
  });

  it("counts letters beyond a–z as one edit", async () => {
    const index = await open(createDocument(1, "граф граница"), createDocument(2, "ядро"));
    await index.save();
    expect(list(index.vocabulary.findSimilar("грас", 1))).toEqual(["граф 1"]);
    expect(list(index.vocabulary.findSimilar("ядра", 1))).toEqual(["ядро 1"]);
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
    expect(list(vocabulary.completeWord("atten", 5))).toEqual(["attention 4", "attending 1"]);
    expect(list(vocabulary.completeWord("atten", 1))).toEqual(["attention 4"]);
    expect(list(vocabulary.completePhrase("sparse", 5))).toEqual(["sparse attention 2"]);
    expect(list(vocabulary.completePhrase("attention", 5))).toEqual(["attention for robots 1", "attention maps 1"]);
    expect([vocabulary.countPhrase("sparse attention"), vocabulary.countPhrase("attention again")]).toEqual([2, 0]);
  });
}
